// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/operation/reasondialog.h"

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
    m_text->setFixedHeight(96);
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
    m_suggestions->setVisible(!reasons.isEmpty());
}

void ReasonDialog::setRequired(bool required)
{
    m_required = required;
    check();
}

QString ReasonDialog::reason() const
{
    return m_text->toPlainText().trimmed();
}

void ReasonDialog::check()
{
    const bool missing = m_required && reason().isEmpty();
    m_confirm->setEnabled(!missing);
    m_hint->setText(missing ? tr("Give a reason: it becomes part of the record.")
                            : tr("The reason becomes part of the record."));
}

} // namespace cytoloom
