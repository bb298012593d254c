// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/operation/reasondialog.h"

#include "widgets/operation/personslot.h"
#include "widgets/operation/touch.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>

namespace cytoloom {

using namespace Qt::StringLiterals;

ReasonDialog::ReasonDialog(const Theme &theme, const QString &title, const QString &consequence,
    const QString &confirm, bool danger, QWidget *parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_contents(new QVBoxLayout)
    , m_text(new QPlainTextEdit(this))
    , m_hint(new QLabel(this))
    , m_confirm(new QPushButton(confirm, this))
    , m_suggestions(new QWidget(this))
{
    setWindowTitle(title);
    setPalette(theme.palette());
    setMinimumWidth(640);
    auto *heading = new QLabel(title, this);
    heading->setFont(Theme::font(Theme::panelSection, true));
    heading->setWordWrap(true);
    auto *effect = new QLabel(consequence, this);
    effect->setFont(Theme::font(Theme::panelCaption));
    effect->setWordWrap(true);
    m_text->setFont(Theme::font(Theme::panelBody));
    m_text->setPlaceholderText(tr("Reason"));
    m_text->setAccessibleName(tr("Reason"));
    m_text->setObjectName(u"reason"_s);
    m_text->setTabChangesFocus(true);
    m_text->setFixedHeight(64);
    m_hint->setProperty("role", u"muted"_s);

    const int side = std::max(Theme::millimetres(20), 64);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setObjectName(u"cancel"_s);
    m_confirm->setObjectName(u"confirm"_s);
    m_confirm->setProperty("role", danger ? u"danger"_s : u"primary"_s);
    for (QPushButton *button : {cancel, m_confirm}) {
        button->setProperty("touch", true);
        button->setMinimumSize(Theme::millimetres(45), side);
        button->setFont(Theme::font(Theme::panelBody, true));
        button->setAutoDefault(false);
    }
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(std::max(Theme::millimetres(5), 16));
    buttons->addWidget(cancel, 1);
    buttons->addWidget(m_confirm, 1);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::space5, Theme::space5, Theme::space5, Theme::space5);
    layout->setSpacing(Theme::space4);
    layout->addWidget(heading);
    layout->addWidget(effect);
    layout->addLayout(m_contents, 1);
    m_contents->setSpacing(Theme::space3);
    layout->addWidget(m_suggestions);
    layout->addWidget(m_text);
    layout->addWidget(m_hint);
    layout->addLayout(buttons);
    m_suggestions->hide();

    connect(m_text, &QPlainTextEdit::textChanged, this, &ReasonDialog::check);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_confirm, &QPushButton::clicked, this, [this] {
        Q_EMIT confirmed(reason());
        accept();
    });
    check();
}

QStringList ReasonDialog::usualReasons()
{
    return {tr("Equipment problem"), tr("Value out of limits"), tr("Material missing or wrong"),
        tr("Identity in doubt"), tr("Needs a decision of QA"),
        tr("Operator cannot perform the step")};
}

void ReasonDialog::setSuggestions(const QStringList &reasons)
{
    auto *grid = new QGridLayout(m_suggestions);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(std::max(Theme::millimetres(3), 10));
    for (int i = 0; i < reasons.size(); ++i) {
        auto *button = new QPushButton(reasons[i], m_suggestions);
        button->setProperty("touch", true);
        button->setMinimumHeight(std::max(Theme::millimetres(15), 52));
        button->setAutoDefault(false);
        button->setFont(Theme::font(Theme::panelCaption));
        connect(button, &QPushButton::clicked, this,
            [this, text = reasons[i]] { m_text->setPlainText(text); });
        grid->addWidget(button, i / 2, i % 2);
    }
    // Squeezed by a large content they would be cut, and no longer be hit.
    const int rows = int(reasons.size() + 1) / 2;
    m_suggestions->setFixedHeight(
        rows * std::max(Theme::millimetres(15), 52) + std::max(0, rows - 1) * grid->spacing());
    m_suggestions->setVisible(!reasons.isEmpty());
}

void ReasonDialog::setRequired(bool required)
{
    m_required = required;
    check();
}

void ReasonDialog::addContent(QWidget *content, int stretch)
{
    m_contents->addWidget(content, stretch);
}

void ReasonDialog::setContentProblem(const std::function<QString()> &problem)
{
    m_contentProblem = problem;
    check();
}

void ReasonDialog::requireTwoPersons(const PersonId &doneBy, const QStringList &known)
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(touch::gap());
    m_doneBy = new PersonSlot(m_theme, u"done-by"_s, row);
    m_checkedBy = new PersonSlot(m_theme, u"checked-by"_s, row);
    m_doneBy->setTitle(tr("Done by"));
    m_checkedBy->setTitle(tr("Checked by a second person"));
    m_doneBy->setDifferentFrom(m_checkedBy);
    m_checkedBy->setDifferentFrom(m_doneBy);
    for (PersonSlot *slot : {m_doneBy, m_checkedBy}) {
        slot->setKnown(known);
        layout->addWidget(slot, 1, Qt::AlignTop);
        connect(slot, &PersonSlot::changed, this, &ReasonDialog::check);
    }
    m_doneBy->setPerson(doneBy);
    // Under the reason, over the buttons.
    auto *whole = qobject_cast<QVBoxLayout *>(this->layout());
    whole->insertWidget(whole->count() - 1, row);
    check();
}

PersonId ReasonDialog::doneBy() const
{
    return m_doneBy ? m_doneBy->person() : PersonId();
}

PersonId ReasonDialog::checkedBy() const
{
    return m_checkedBy ? m_checkedBy->person() : PersonId();
}

QString ReasonDialog::problem() const
{
    if (m_contentProblem) {
        const QString missing = m_contentProblem();
        if (!missing.isEmpty())
            return missing;
    }
    if (m_required && reason().isEmpty())
        return tr("Give a reason: it becomes part of the record.");
    if (m_doneBy && (m_doneBy->person().isEmpty() || m_checkedBy->person().isEmpty()))
        return tr("Two people stand in for this: both sign.");
    return {};
}

QString ReasonDialog::reason() const
{
    return m_text->toPlainText().trimmed();
}

void ReasonDialog::check()
{
    const QString missing = problem();
    m_confirm->setEnabled(missing.isEmpty());
    m_hint->setText(missing.isEmpty() ? tr("The reason becomes part of the record.") : missing);
}

} // namespace cytoloom
