// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/grapheditor/findingdetail.h"

#include "processgraph/commands/recipefix.h"
#include "processgraph/foundation/messagecatalog.h"
#include "processgraph/reports/clausewords.h"
#include "processgraph/validation/ruleset.h"
#include "widgets/grapheditor/words.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

QString nameOf(const MasterRecipe &recipe, const FindingPlace &place, Language language)
{
    const Procedure &procedure = recipe.procedure;
    if (const Element *element = procedure.element(place.element)) {
        const QString name = element->name.in(language);
        return name.isEmpty() ? element->id.value() : name;
    }
    if (const Link *link = procedure.link(place.link)) {
        const Element *from = procedure.element(link->from.element);
        const Element *to = procedure.element(link->to.element);
        return (from ? from->name.in(language) : QString()) + u" → "_s
            + (to ? to->name.in(language) : QString());
    }
    if (!place.unit.isEmpty())
        return place.unit.value();
    return place.room.value();
}

} // namespace

FindingDetail::FindingDetail(const Theme &theme, QWidget *parent)
    : Page(theme, parent)
    , m_scroll(new QScrollArea)
{
    setObjectName(u"findingDetail"_s);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_scroll);
    rebuild();
}

void FindingDetail::setFinding(const std::optional<Finding> &finding, const MasterRecipe &recipe)
{
    m_recipe = recipe;
    if (finding == m_finding)
        return; // a reason that is being typed stays
    m_finding = finding;
    rebuild();
}

void FindingDetail::setProfile(Profile profile)
{
    if (profile == m_profile)
        return;
    m_profile = profile;
    rebuild();
}

QStringList FindingDetail::exampleLines(
    const CounterExample &example, const MasterRecipe &recipe, Language language)
{
    QStringList lines;
    if (!example.path.isEmpty()) {
        QStringList steps;
        for (const FindingPlace &place : example.path)
            steps << nameOf(recipe, place, language);
        lines << tr("Way: %1").arg(steps.join(u" → "_s));
    }
    if (example.at)
        lines << tr("At %1 after the start").arg(toReadable(*example.at));
    if (example.amount && example.limit)
        lines << tr("%1, where %2 is allowed")
                     .arg(Words::amount(*example.amount), Words::amount(*example.limit));
    else if (example.amount)
        lines << Words::amount(*example.amount);
    if (!example.batches.isEmpty())
        lines << tr("Batches: %1").arg(example.batches.join(u", "_s));
    QStringList values;
    for (auto each = example.values.cbegin(); each != example.values.cend(); ++each)
        values << u"%1 = %2"_s.arg(each.key(), QString::number(*each, 'g', 6));
    if (!values.isEmpty())
        lines << tr("In the case %1").arg(values.join(u", "_s));
    return lines;
}

void FindingDetail::addHeading(const QString &text)
{
    auto *label = new QLabel(text);
    label->setFont(Theme::font(Theme::caption, true));
    label->setProperty("role", u"caption"_s);
    m_blocks->addSpacing(4);
    m_blocks->addWidget(label);
}

QLabel *FindingDetail::addText(const QString &text, const QString &role)
{
    auto *label = new QLabel(text);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    if (!role.isEmpty())
        label->setProperty("role", role);
    m_blocks->addWidget(label);
    return label;
}

void FindingDetail::addPath()
{
    const QStringList lines = exampleLines(m_finding->example, m_recipe, language());
    if (lines.isEmpty())
        return;
    addHeading(tr("The case that shows it"));
    for (const QString &line : lines)
        addText(line);
}

void FindingDetail::addBasis()
{
    const RuleDefinition *rule = RuleSet::shipped().rule(m_finding->rule);
    if (!rule)
        return;
    addHeading(tr("Rests on"));
    for (const RuleClause &clause : rule->basis) {
        if (!clause.profiles.isEmpty() && !clause.profiles.contains(m_profile))
            continue;
        QString text = clausewords::text(clause, language());
        if (!clause.quote.isEmpty())
            text += u"\n“%1”"_s.arg(clause.quote);
        if (!clause.checked)
            text += u"\n"_s + tr("To be confirmed by QA");
        addText(text, u"caption"_s);
    }
}

void FindingDetail::addActions()
{
    const Finding finding = *m_finding;
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    if (!finding.places.isEmpty()) {
        auto *go = new QPushButton(tr("Show"));
        go->setObjectName(u"finding.show"_s);
        connect(go, &QPushButton::clicked, this,
            [this, finding] { Q_EMIT showRequested(finding.places.first()); });
        row->addWidget(go);
    }
    const bool draft = m_recipe.status == RecipeStatus::Draft;
    if (draft && RecipeFix::canApply(finding, m_recipe)) {
        auto *fix = new QPushButton(
            MessageCatalog::shipped().text(RecipeFix::label(finding), language()));
        fix->setObjectName(u"finding.fix"_s);
        fix->setProperty("role", u"primary"_s);
        connect(
            fix, &QPushButton::clicked, this, [this, finding] { Q_EMIT fixRequested(finding); });
        row->addWidget(fix);
    }
    row->addStretch(1);
    m_blocks->addLayout(row);

    const RuleDefinition *rule = RuleSet::shipped().rule(finding.rule);
    if (finding.waived) {
        for (const Waiver &waiver : m_recipe.waivers)
            if (waiver.key == finding.approvalKey)
                addText(tr("Accepted by %1 (%2): %3")
                            .arg(waiver.person.value(), Words::role(waiver.role), waiver.reason));
        return;
    }
    if (!draft || !rule)
        return;
    if (rule->waiverRole.isEmpty()) {
        addText(tr("This rule cannot be waived."), u"caption"_s);
        return;
    }
    addHeading(tr("Accept with a reason (%1)").arg(Words::role(rule->waiverRole)));
    auto *line = new QHBoxLayout;
    auto *reason = new QLineEdit;
    reason->setObjectName(u"finding.reason"_s);
    reason->setPlaceholderText(tr("Why the risk is acceptable here"));
    reason->setAccessibleName(tr("Reason of the waiver"));
    auto *waive = new QPushButton(tr("Accept"));
    waive->setObjectName(u"finding.waive"_s);
    waive->setEnabled(false);
    waive->setToolTip(tr("Write the reason first."));
    connect(reason, &QLineEdit::textChanged, waive,
        [waive](const QString &text) { waive->setEnabled(text.trimmed().size() >= 10); });
    connect(waive, &QPushButton::clicked, this,
        [this, finding, reason] { Q_EMIT waiverRequested(finding, reason->text().trimmed()); });
    line->addWidget(reason, 1);
    line->addWidget(waive);
    m_blocks->addLayout(line);
}

void FindingDetail::rebuild()
{
    // A button of the old content may have asked for this.
    if (QWidget *old = m_scroll->takeWidget())
        old->deleteLater();
    auto *content = new QWidget;
    m_blocks = new QVBoxLayout(content);
    m_blocks->setContentsMargins(16, 8, 16, 12);
    m_blocks->setSpacing(6);
    if (!m_finding) {
        addText(
            tr("Choose a finding to see the case that shows it and what can be done."), u"muted"_s);
    } else {
        const RuleDefinition *rule = RuleSet::shipped().rule(m_finding->rule);
        auto *title
            = addText(m_finding->rule + u"  "_s + (rule ? rule->title.in(language()) : QString()));
        title->setFont(Theme::font(Theme::body, true));
        addText(MessageCatalog::shipped().text(m_finding->message, language()));
        addPath();
        const QString remedy = MessageCatalog::shipped().remedy(m_finding->message, language());
        if (!remedy.isEmpty()) {
            addHeading(tr("What to do"));
            addText(remedy);
        }
        addActions();
        addBasis();
    }
    m_blocks->addStretch(1);
    m_scroll->setWidget(content);
    content->show();
}

} // namespace cytoloom
