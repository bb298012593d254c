// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/inspector.h"

#include "widgets/grapheditor/words.h"
#include "widgets/inspector/evidencesection.h"
#include "widgets/inspector/parameterrow.h"
#include "widgets/inspector/pastbatches.h"

#include <QtCore/QTimer>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QScrollBar>

namespace cytoloom {

using namespace Qt::StringLiterals;

Inspector::Inspector(const Catalog &catalog, const Theme &theme, QWidget *parent)
    : Page(theme, parent)
    , m_catalog(catalog)
    , m_scroll(new QScrollArea)
    , m_title(new QLabel)
    , m_subtitle(new QLabel)
{
    setObjectName(u"inspector"_s);
    m_title->setProperty("role", u"section"_s);
    m_title->setWordWrap(true);
    m_subtitle->setProperty("role", u"caption"_s);
    m_subtitle->setWordWrap(true);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *head = new QVBoxLayout;
    head->setContentsMargins(16, 14, 16, 8);
    head->setSpacing(2);
    head->addWidget(m_title);
    head->addWidget(m_subtitle);
    layout->addLayout(head);
    layout->addWidget(m_scroll, 1);
    setMinimumWidth(280);
    // What cannot be changed does not look like a field.
    setStyleSheet(u"QLineEdit[readOnly=\"true\"], QPlainTextEdit[readOnly=\"true\"] "
                  "{ background: transparent; border-color: transparent; padding-left: 0; "
                  "padding-right: 0; }"_s);
}

Inspector::~Inspector() = default;

void Inspector::setDocument(RecipeDocument *document)
{
    if (m_document)
        m_document->disconnect(this);
    m_document = document;
    m_elements.clear();
    m_links.clear();
    m_opened.clear();
    if (document) {
        connect(document, &RecipeDocument::changed, this, &Inspector::rebuildSoon);
        connect(document, &QObject::destroyed, this, [this] { m_document = nullptr; });
    }
    rebuild();
}

void Inspector::setPlant(const std::optional<Plant> &plant)
{
    m_plant = plant;
    rebuildSoon();
}

void Inspector::setPastBatches(PastBatches *past)
{
    m_past = past;
    rebuildSoon();
}

void Inspector::setSelection(const QVector<ElementId> &elements, const QVector<LinkId> &links)
{
    if (elements == m_elements && links == m_links)
        return;
    m_elements = elements;
    m_links = links;
    m_opened.clear();
    rebuildSoon();
}

void Inspector::showParameter(const ElementId &element, const ParameterId &parameter)
{
    rebuild();
    for (ParameterRow *row : qAsConst(m_rows)) {
        const bool wanted = row->element() == element && row->parameter() == parameter;
        row->setHighlighted(wanted);
        if (wanted) {
            m_scroll->ensureWidgetVisible(row);
            row->focusValue();
        }
    }
}

void Inspector::retranslate()
{
    rebuild();
}

void Inspector::restyle()
{
    rebuild();
}

// An editor that has just been left may be the one that asked for this: it must live until its
// signal is over.
void Inspector::rebuildSoon()
{
    if (m_pending)
        return;
    m_pending = true;
    QTimer::singleShot(0, this, &Inspector::rebuildWhenIdle);
}

// A field that is left by a click on a button has handed in its value by now, but the button is
// still down: it must live until it comes up, or the click is lost.
void Inspector::rebuildWhenIdle()
{
    if (!m_pending)
        return;
    if (QGuiApplication::mouseButtons() != Qt::NoButton)
        QTimer::singleShot(20, this, &Inspector::rebuildWhenIdle);
    else
        rebuild();
}

void Inspector::rebuild()
{
    m_pending = false;
    const int scrolled = m_scroll->verticalScrollBar()->value();
    QWidget *focus = m_content ? m_content->focusWidget() : nullptr;
    const bool hadFocus = focus && focus->hasFocus();
    const QString focusName = hadFocus ? focus->objectName() : QString();
    if (QWidget *old = m_scroll->takeWidget()) {
        // Its editors must not hand in anything while they go.
        const QList<QWidget *> children = old->findChildren<QWidget *>();
        for (QWidget *child : children)
            child->blockSignals(true);
        old->hide();
        old->deleteLater();
    }
    m_rows.clear();
    m_content = new QWidget;
    m_blocks = new QVBoxLayout(m_content);
    m_blocks->setContentsMargins(16, 4, 16, 16);
    m_blocks->setSpacing(14);
    m_title->clear();
    m_subtitle->clear();
    if (m_document) {
        m_context = std::make_unique<InspectorContext>(InspectorContext {*m_document, m_catalog,
            m_plant, m_opened, theme(), language(),
            [this](const QString &reason) { Q_EMIT refused(reason); }, [this] { rebuildSoon(); },
            [this](const ElementId &id) { Q_EMIT showRequested(id); }, m_past.data()});
        QVector<ElementId> elements;
        for (const ElementId &id : qAsConst(m_elements)) {
            if (m_document->procedure().element(id))
                elements.append(id);
        }
        m_elements = elements;
        m_links.removeIf([this](const LinkId &id) { return !m_document->procedure().link(id); });
        if (m_elements.size() == 1)
            fillElement(*m_document->procedure().element(m_elements.first()));
        else if (m_elements.size() > 1)
            m_title->setText(tr("%n step(s) selected", nullptr, int(m_elements.size())));
        else if (!m_links.isEmpty())
            fillLinks();
        else
            fillRecipe();
    } else {
        m_title->setText(tr("No recipe"));
    }
    m_blocks->addStretch(1);
    m_scroll->setWidget(m_content);
    m_content->show();
    m_scroll->verticalScrollBar()->setValue(scrolled);
    if (!focusName.isEmpty()) {
        if (auto *again = m_content->findChild<QWidget *>(focusName))
            again->setFocus(Qt::OtherFocusReason);
    }
}

void Inspector::addBlock(QWidget *block)
{
    if (block)
        m_blocks->addWidget(block);
}

void Inspector::rule()
{
    auto *line = new QFrame;
    line->setProperty("panel", u"rule"_s);
    m_blocks->addWidget(line);
}

QString Inspector::subtitle(const Element &element) const
{
    QStringList parts {Words::kind(element.kind)};
    const MasterRecipe &recipe = m_document->recipe();
    const ElementId owner = recipe.procedure.unitProcedure(element.id);
    const Element *unit = recipe.procedure.element(owner);
    const UnitRole *role = unit ? recipe.role(unit->role) : nullptr;
    if (role) {
        QString text = tr("role %1").arg(role->id.value());
        if (!role->preferredUnit.isEmpty())
            text += u" → "_s + role->preferredUnit.value();
        parts << text;
    }
    if (element.grade)
        parts << tr("grade %1").arg(Words::grade(*element.grade));
    if (element.openness != Openness::NotApplicable)
        parts << Words::openness(element.openness);
    return parts.join(u" · "_s);
}

void Inspector::fillElement(const Element &element)
{
    m_title->setText(element.name.in(language()));
    m_subtitle->setText(subtitle(element));
    fillParameters(element);
    addBlock(ElementSections::addParameter(*m_context, element));
    addBlock(ElementSections::condition(*m_context, element));
    addBlock(ElementSections::gate(*m_context, element));
    addBlock(ElementSections::materials(*m_context, element));
    addBlock(ElementSections::transfer(*m_context, element));
    addBlock(ElementSections::logic(*m_context, element));
    rule();
    addBlock(ElementSections::general(*m_context, element));
    const bool step = element.isContainer() || element.kind == ElementKind::Phase
        || element.kind == ElementKind::ManualStep || element.kind == ElementKind::Gate;
    if (step) {
        addBlock(ElementSections::people(*m_context, element));
        addBlock(EvidenceSection::section(*m_context,
            {AttributeHome::Element, u"evidence"_s, EvidenceSection::kindsOf(element),
                element.attributes,
                [this, id = element.id](const std::function<void(Attributes &)> &edit) {
                    m_context->change(
                        id, [&](Element &e) { edit(e.attributes); }, tr("Change evidence"));
                }}));
        addBlock(ElementSections::note(*m_context, element));
    }
}

void Inspector::fillParameters(const Element &element)
{
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    const auto add = [&](const Element &owner, const Parameter &parameter, const QString &host) {
        auto *row = new ParameterRow(*m_context, owner.id, parameter, host);
        layout->addWidget(row);
        m_rows.append(row);
    };
    for (const Parameter &parameter : element.parameters)
        add(element, parameter, {});
    if (element.isContainer()) {
        // What matters of the steps inside, so that a unit procedure is no empty page.
        const Procedure &procedure = m_document->procedure();
        QStringList seen;
        QVector<ElementId> inside = procedure.children(element.id);
        for (qsizetype i = 0; i < inside.size() && inside.size() < 400; ++i)
            inside += procedure.children(inside.at(i));
        for (const ElementId &id : qAsConst(inside)) {
            const Element *step = procedure.element(id);
            for (const Parameter &parameter : step->parameters) {
                const QString name = parameter.name.en;
                if (parameter.critical && m_rows.size() < 6 && !seen.contains(name)) {
                    seen << name;
                    add(*step, parameter, step->name.in(language()));
                }
            }
        }
    }
    if (m_rows.isEmpty())
        delete box;
    else
        addBlock(box);
}

void Inspector::fillLinks()
{
    m_title->setText(m_links.size() == 1
            ? Words::linkKind(m_document->procedure().link(m_links.first())->kind)
            : tr("%n link(s)", nullptr, int(m_links.size())));
    // Long lists are for the graph; the first few are what a bundle holds.
    for (const LinkId &id : m_links.mid(0, 6))
        addBlock(LinkSections::link(*m_context, *m_document->procedure().link(id)));
}

void Inspector::fillRecipe()
{
    const MasterRecipe &recipe = m_document->recipe();
    m_title->setText(recipe.name.in(language()));
    m_subtitle->setText(recipe.id.value());
    addBlock(RecipeSections::header(*m_context));
    addBlock(EvidenceSection::section(*m_context,
        {AttributeHome::Recipe, u"evidence"_s,
            {recipe.autologous ? u"autologous"_s : u"allogeneic"_s}, recipe.attributes,
            [this](const std::function<void(Attributes &)> &edit) {
                m_context->changeHeader(
                    [&](MasterRecipe &r) { edit(r.attributes); }, tr("Change evidence"));
            }}));
    addBlock(RecipeSections::formula(*m_context));
    addBlock(RecipeSections::materials(*m_context));
    addBlock(RecipeSections::roles(*m_context));
}

} // namespace cytoloom
