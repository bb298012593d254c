// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/conditionedit.h"

#include "processgraph/foundation/expression.h"
#include "processgraph/foundation/messagecatalog.h"

#include <QtGui/QFontDatabase>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QStyle>

namespace cytoloom {

using namespace Qt::StringLiterals;

ConditionEdit::ConditionEdit(QWidget *parent)
    : QWidget(parent)
    , m_text(new QPlainTextEdit)
    , m_verdict(new QLabel)
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPixelSize(12);
    m_text->setFont(font);
    m_text->setTabChangesFocus(true);
    m_text->setFixedHeight(62);
    m_text->setObjectName(u"condition"_s);
    m_text->installEventFilter(this);
    m_verdict->setWordWrap(true);
    m_verdict->setObjectName(u"conditionVerdict"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_text);
    layout->addWidget(m_verdict);
    connect(m_text, &QPlainTextEdit::textChanged, this, &ConditionEdit::check);
}

QString ConditionEdit::readable(const QString &condition)
{
    QString text = condition;
    return text.replace(u">="_s, u"≥"_s).replace(u"<="_s, u"≤"_s).replace(u"!="_s, u"≠"_s);
}

void ConditionEdit::setCondition(const QString &condition)
{
    if (condition == m_condition && m_text->hasFocus())
        return;
    m_condition = condition;
    m_text->setPlainText(condition);
    check();
}

void ConditionEdit::check()
{
    const auto parsed = Expression::parse(m_text->toPlainText().simplified());
    m_verdict->setProperty("role", parsed ? u"caption"_s : u"error"_s);
    m_verdict->style()->unpolish(m_verdict);
    m_verdict->style()->polish(m_verdict);
    if (!parsed)
        m_verdict->setText(MessageCatalog::shipped().text(parsed.error().message, m_language));
    else if (parsed->names().isEmpty())
        m_verdict->setText(tr("Reads no values: holds always or never."));
    else
        m_verdict->setText(tr("Reads %1").arg(parsed->names().join(u", "_s)));
}

void ConditionEdit::take()
{
    const QString text = m_text->toPlainText().simplified();
    if (text == m_condition || !Expression::parse(text))
        return;
    m_condition = text;
    Q_EMIT edited(text);
}

bool ConditionEdit::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusOut)
        take();
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Escape) {
            m_text->setPlainText(m_condition);
            return true;
        }
        if ((key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter)
            && key->modifiers() & Qt::ControlModifier) {
            take();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace cytoloom
