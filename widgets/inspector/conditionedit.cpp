// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/conditionedit.h"

#include "processgraph/foundation/messagecatalog.h"
#include "widgets/inspector/conditionunits.h"

#include <QtGui/QFontDatabase>
#include <QtGui/QKeyEvent>
#include <QtGui/QStandardItemModel>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QCompleter>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QStyle>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr int NameRole = Qt::UserRole;

bool isNameCharacter(QChar character)
{
    return character.isLetterOrNumber() || character == u'.' || character == u'_'
        || character == u':';
}

void setRole(QLabel *label, const QString &role)
{
    label->setProperty("role", role);
    label->style()->unpolish(label);
    label->style()->polish(label);
}

// "r.viability = 68; elapsed = 2" → the values; what cannot be read is left out.
QMap<QString, double> madeUpValues(const QString &text)
{
    QMap<QString, double> values;
    for (const QString &part : text.split(u';', Qt::SkipEmptyParts)) {
        const qsizetype sign = part.indexOf(u'=');
        bool isNumber = false;
        const double value = QStringView(part).mid(sign + 1).trimmed().toDouble(&isNumber);
        if (sign > 0 && isNumber)
            values.insert(part.left(sign).trimmed(), value);
    }
    return values;
}

} // namespace

ConditionEdit::ConditionEdit(QWidget *parent)
    : QWidget(parent)
    , m_text(new QPlainTextEdit)
    , m_verdict(new QLabel)
    , m_try(new QLineEdit)
    , m_outcome(new QLabel)
    , m_completer(new QCompleter(this))
    , m_completions(new QStandardItemModel(this))
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
    m_try->setObjectName(u"conditionTry"_s);
    m_try->setFont(font);
    m_try->setAccessibleName(tr("Try the condition with these values"));
    m_outcome->setObjectName(u"conditionOutcome"_s);
    setRole(m_outcome, u"caption"_s);
    m_completer->setModel(m_completions);
    m_completer->setWidget(m_text);
    m_completer->setCompletionRole(NameRole);
    m_completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_completer->setFilterMode(Qt::MatchContains);
    connect(m_completer, qOverload<const QModelIndex &>(&QCompleter::activated), this,
        [this](const QModelIndex &index) { insertName(index.data(NameRole).toString()); });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_text);
    layout->addWidget(m_verdict);
    layout->addWidget(m_try);
    layout->addWidget(m_outcome);
    connect(m_text, &QPlainTextEdit::textChanged, this, &ConditionEdit::check);
    connect(m_try, &QLineEdit::textChanged, this, &ConditionEdit::tryOut);
}

QString ConditionEdit::readable(const QString &condition)
{
    QString text = condition;
    return text.replace(u">="_s, u"≥"_s).replace(u"<="_s, u"≤"_s).replace(u"!="_s, u"≠"_s);
}

void ConditionEdit::setNames(const QVector<ConditionName> &names)
{
    m_names = names;
    m_completions->clear();
    for (const ConditionName &each : names) {
        auto *item = new QStandardItem(
            each.unit.isEmpty() ? each.name : u"%1  [%2]"_s.arg(each.name, each.unit));
        item->setData(each.name, NameRole);
        item->setToolTip(each.meaning);
        m_completions->appendRow(item);
    }
    check();
}

void ConditionEdit::setCondition(const QString &condition)
{
    if (condition == m_condition && m_text->hasFocus())
        return;
    m_condition = condition;
    m_text->setPlainText(condition);
    check();
}

QString ConditionEdit::namesText(const Expression &parsed) const
{
    QStringList texts;
    const QStringList names = parsed.names();
    for (const QString &name : names) {
        const auto known = std::find_if(m_names.cbegin(), m_names.cend(),
            [&](const ConditionName &each) { return each.name == name; });
        if (known == m_names.cend() || known->unit.isEmpty())
            texts << name;
        else
            texts << u"%1 [%2]"_s.arg(name, known->unit);
    }
    return texts.join(m_language == Language::Zh ? u"、"_s : u", "_s);
}

QString ConditionEdit::unitsText(const QString &condition) const
{
    QMap<QString, QString> units;
    for (const ConditionName &each : m_names)
        units.insert(each.name, each.unit);
    QStringList lines;
    const QVector<UnitClash> clashes = unitClashes(condition, units);
    for (const UnitClash &each : clashes) {
        lines << (each.onlyScale
                ? tr("%1 is in %2 and %3 in %4: numbers are taken as they are, nothing is "
                     "converted.")
                : tr("%1 in %2 and %3 in %4 cannot be compared or added."))
                     .arg(each.left, each.leftUnit, each.right, each.rightUnit);
    }
    return lines.join(u'\n');
}

void ConditionEdit::check()
{
    const QString text = m_text->toPlainText().simplified();
    const auto parsed = Expression::parse(text);
    const QString units = parsed ? unitsText(text) : QString();
    QStringList strange;
    if (parsed && !m_names.isEmpty()) {
        const QStringList names = parsed->names();
        for (const QString &name : names) {
            const bool known = std::any_of(m_names.cbegin(), m_names.cend(),
                [&](const ConditionName &each) { return each.name == name; });
            if (!known)
                strange << name;
        }
    }
    const bool otherwise = m_mayBeEmpty && text.isEmpty();
    const bool good = parsed && strange.isEmpty() && units.isEmpty();
    setRole(m_verdict, good || otherwise ? u"caption"_s : u"error"_s);
    if (otherwise)
        m_verdict->setText(tr("Empty: taken when no other way from here is."));
    else if (!parsed)
        m_verdict->setText(MessageCatalog::shipped().text(parsed.error().message, m_language));
    else if (!strange.isEmpty())
        m_verdict->setText(tr("Nothing gives %1: press Ctrl+Space for what can be read.")
                               .arg(strange.join(u", "_s)));
    else if (!units.isEmpty())
        m_verdict->setText(units);
    else if (parsed->names().isEmpty())
        m_verdict->setText(tr("Reads no values: holds always or never."));
    else
        m_verdict->setText(tr("Reads %1").arg(namesText(*parsed)));
    const bool canTry = parsed && !parsed->names().isEmpty();
    m_try->setVisible(canTry);
    if (canTry)
        m_try->setPlaceholderText(tr("Try: %1 = 70").arg(parsed->names().first()));
    tryOut();
    Q_EMIT typed(parsed ? text : QString());
}

void ConditionEdit::tryOut()
{
    const auto parsed = Expression::parse(m_text->toPlainText().simplified());
    const bool asked = parsed && !m_try->text().isEmpty() && !m_try->isHidden();
    m_outcome->setVisible(asked);
    if (!asked)
        return;
    const QMap<QString, double> values = madeUpValues(m_try->text());
    const Result<double> outcome = parsed->evaluate([&](const QString &name) {
        const auto value = values.constFind(name);
        return value == values.cend() ? std::nullopt : std::optional(*value);
    });
    if (!outcome)
        m_outcome->setText(MessageCatalog::shipped().text(outcome.error().message, m_language));
    else
        m_outcome->setText(*outcome != 0 ? tr("holds") : tr("does not hold"));
}

void ConditionEdit::take()
{
    const QString text = m_text->toPlainText().simplified();
    const bool otherwise = m_mayBeEmpty && text.isEmpty();
    if (text == m_condition || (!otherwise && !Expression::parse(text)))
        return;
    m_condition = text;
    Q_EMIT edited(text);
}

QString ConditionEdit::wordAtCursor() const
{
    const QString text = m_text->toPlainText();
    const int end = m_text->textCursor().position();
    int begin = end;
    while (begin > 0 && isNameCharacter(text.at(begin - 1)))
        --begin;
    return text.mid(begin, end - begin);
}

void ConditionEdit::complete(bool all)
{
    const QString word = wordAtCursor();
    // A number is no name, and a name that is whole needs no list.
    const bool wanted = all || (word.size() >= 2 && !word.at(0).isDigit());
    m_completer->setCompletionPrefix(word);
    const bool whole = m_completer->completionCount() == 1
        && m_completer->currentIndex().data(NameRole).toString() == word;
    if (!wanted || m_text->isReadOnly() || m_completer->completionCount() == 0 || whole) {
        m_completer->popup()->hide();
        return;
    }
    QRect at = m_text->cursorRect();
    at.setWidth(std::max(220,
        m_completer->popup()->sizeHintForColumn(0)
            + m_completer->popup()->verticalScrollBar()->sizeHint().width()));
    // The field stands at the edge of the window: the list goes to the left rather than beyond.
    const QWidget *window = m_text->window();
    const int room = window->width() - m_text->viewport()->mapTo(window, QPoint()).x();
    at.moveLeft(std::min(at.left(), room - at.width() - 8));
    m_completer->complete(at);
    m_completer->popup()->setCurrentIndex(m_completer->completionModel()->index(0, 0));
}

void ConditionEdit::insertName(const QString &name)
{
    QTextCursor cursor = m_text->textCursor();
    cursor.movePosition(QTextCursor::Left, QTextCursor::KeepAnchor, int(wordAtCursor().size()));
    cursor.insertText(name);
    m_text->setTextCursor(cursor);
}

bool ConditionEdit::eventFilter(QObject *watched, QEvent *event)
{
    const bool choosing = m_completer->popup()->isVisible();
    if (event->type() == QEvent::FocusOut && !choosing)
        take();
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (choosing && (enter || key->key() == Qt::Key_Escape || key->key() == Qt::Key_Tab)) {
            event->ignore(); // the list's
            return true;
        }
        if (key->key() == Qt::Key_Space && key->modifiers() & Qt::ControlModifier) {
            complete(true);
            return true;
        }
        if (key->key() == Qt::Key_Escape) {
            m_text->setPlainText(m_condition);
            return true;
        }
        if (enter && key->modifiers() & Qt::ControlModifier) {
            take();
            return true;
        }
    }
    if (event->type() == QEvent::KeyRelease && m_text->hasFocus()) {
        const QString typed = static_cast<QKeyEvent *>(event)->text();
        if (!typed.isEmpty() && isNameCharacter(typed.at(0)))
            complete(false);
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace cytoloom
