// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/records/eventtext.h"

#include "processgraph/execution/batchstate.h"
#include "processgraph/foundation/messagecatalog.h"
#include "widgets/common/words.h"
#include "widgets/grapheditor/words.h"

#include <QtCore/QCoreApplication>

namespace cytoloom::eventtext {

using namespace Qt::StringLiterals;

namespace {

QString plain(const JsonValue &value)
{
    switch (value.type()) {
    case JsonValue::Type::Number: {
        const double number = value.toDouble();
        return number == std::int64_t(number) && std::abs(number) < 1e6
            ? QString::number(std::int64_t(number))
            : words::number(number);
    }
    case JsonValue::Type::String:
        return value.toString();
    case JsonValue::Type::Bool:
        return value.toBool() ? u"1"_s : u"0"_s;
    default:
        return {};
    }
}

QString translated(const char *text)
{
    return QCoreApplication::translate("EventText", text);
}

/// {code, args} stored in an event, as a sentence.
QString embedded(const JsonValue &data, Language language)
{
    for (const QStringView key : {u"message", u"reason", u"cause", u"error"}) {
        const JsonValue *value = data.find(key);
        if (!value)
            continue;
        if (value->type() == JsonValue::Type::String)
            return key == u"cause" ? QString() : value->toString();
        const JsonValue *code = value->find(u"code");
        if (!code)
            continue;
        Message message;
        message.code = code->toString();
        if (const JsonValue *args = value->find(u"args")) {
            for (const JsonMember &member : args->members())
                message.args.insert(member.key, plain(member.value));
        }
        return MessageCatalog::shipped().text(message, language);
    }
    return {};
}

/// A list of {code, args}, one sentence after the other.
QString embeddedList(const JsonValue &list, Language language)
{
    QStringList sentences;
    for (const JsonValue &item : list.items()) {
        const JsonValue *code = item.find(u"code");
        if (!code)
            continue;
        Message message;
        message.code = code->toString();
        if (const JsonValue *args = item.find(u"args")) {
            for (const JsonMember &member : args->members())
                message.args.insert(member.key, plain(member.value));
        }
        QString sentence = MessageCatalog::shipped().text(message, language);
        if (const JsonValue *rule = item.find(u"rule"))
            sentence = rule->toString() + u' ' + sentence;
        sentences << sentence;
    }
    return sentences.join(u' ');
}

QString momentWord(const QString &moment)
{
    static const QHash<QString, const char *> known {
        {u"start"_s, QT_TRANSLATE_NOOP("EventText", "start")},
        {u"transfer"_s, QT_TRANSLATE_NOOP("EventText", "transfer")},
        {u"restart"_s, QT_TRANSLATE_NOOP("EventText", "restart")},
        {u"release"_s, QT_TRANSLATE_NOOP("EventText", "release")},
    };
    const char *word = known.value(moment);
    return word ? translated(word) : moment;
}

QString logicWord(const QString &logic)
{
    static const QHash<QString, const char *> known {
        {u"run"_s, QT_TRANSLATE_NOOP("EventText", "run")},
        {u"hold"_s, QT_TRANSLATE_NOOP("EventText", "hold")},
        {u"restart"_s, QT_TRANSLATE_NOOP("EventText", "restart")},
        {u"stop"_s, QT_TRANSLATE_NOOP("EventText", "stop")},
        {u"abort"_s, QT_TRANSLATE_NOOP("EventText", "abort")},
    };
    const char *word = known.value(logic);
    return word ? translated(word) : logic;
}

QString outcomeWord(const QString &outcome)
{
    static const QHash<QString, GateOutcome> known {{u"pass"_s, GateOutcome::Pass},
        {u"fail"_s, GateOutcome::Fail}, {u"pending"_s, GateOutcome::Pending}};
    const auto found = known.constFind(outcome);
    return found == known.constEnd() ? outcome : Words::outcome(*found);
}

QString meaningWord(const QString &meaning)
{
    for (const SignatureMeaning known : {SignatureMeaning::Performed, SignatureMeaning::Verified,
             SignatureMeaning::Reviewed, SignatureMeaning::Approved, SignatureMeaning::Released}) {
        if (toText(known) == meaning)
            return Words::meaning(known);
    }
    return meaning;
}

QString deviceStateWord(const QString &state)
{
    static const QHash<QString, ConnectionState> known {
        {u"disconnected"_s, ConnectionState::Disconnected},
        {u"connecting"_s, ConnectionState::Connecting},
        {u"connected"_s, ConnectionState::Connected}, {u"faulted"_s, ConnectionState::Faulted}};
    const auto found = known.constFind(state.toLower());
    return found == known.constEnd() ? state : words::connection(*found);
}

/// What is stored as a code and read as a word.
void translateCodes(QMap<QString, QString> &args)
{
    using Translate = QString (*)(const QString &);
    static const QHash<QString, Translate> known {{u"role"_s, Words::role}, {u"logic"_s, logicWord},
        {u"outcome"_s, outcomeWord}, {u"meaning"_s, meaningWord}, {u"moment"_s, momentWord}};
    for (auto it = known.cbegin(); it != known.cend(); ++it) {
        const auto value = args.find(it.key());
        if (value != args.end())
            *value = (*it)(*value);
    }
}

} // namespace

Kind kind(const QString &code)
{
    if (code.startsWith("alarm."_L1) || code.startsWith("deviation."_L1)
        || code == "rule.refused"_L1 || code == "rule.warned"_L1)
        return Kind::Alarm;
    if (code.startsWith("prompt."_L1) || code.startsWith("record."_L1) || code == "batch.command"_L1
        || code == "command.rejected"_L1 || code == "answer.refused"_L1 || code == "rule.waived"_L1
        || code == "batch.bound"_L1)
        return Kind::Person;
    if (code.startsWith("write."_L1) || code.startsWith("unit."_L1)
        || code.startsWith("device."_L1))
        return Kind::Equipment;
    if (code.startsWith("element."_L1) || code.startsWith("step."_L1) || code.startsWith("gate."_L1)
        || code.startsWith("loop."_L1) || code.startsWith("transition."_L1)
        || code.startsWith("token."_L1) || code.startsWith("result."_L1)
        || code.startsWith("material."_L1))
        return Kind::Step;
    return Kind::Other;
}

QString sentence(const JournalEvent &event, Language language, const ElementNames &names)
{
    const MessageCatalog &catalog = MessageCatalog::shipped();
    Message message;
    message.code = u"timeline."_s + event.code;
    // A later vocabulary has no sentence here: code and members are better than nothing.
    if (!catalog.contains(message.code))
        message.code = event.code;
    for (const JsonMember &member : event.data.members())
        message.args.insert(member.key, plain(member.value));

    QString element = event.element.isEmpty() ? QString() : names(event.element, language);
    if (element.isEmpty())
        element = event.element.isEmpty() ? translated(QT_TRANSLATE_NOOP("EventText", "the batch"))
                                          : event.element.value();
    message.args.insert(u"element"_s, element);
    for (const QString &key : {u"from"_s, u"to"_s, u"state"_s}) {
        if (message.args.contains(key))
            message.args[key] = words::state(message.args[key]);
    }
    translateCodes(message.args);
    if (event.code == "device.state"_L1 && message.args.contains(u"state"_s))
        message.args[u"state"_s] = deviceStateWord(message.args.value(u"state"_s));
    if (const auto command = message.args.constFind(u"command"_s);
        command != message.args.constEnd()) {
        if (const std::optional<ProceduralCommand> known = commandFromText(*command))
            message.args[u"command"_s] = words::command(*known);
    }
    if (const JsonValue *index = event.data.find(u"index"))
        message.args.insert(u"number"_s, QString::number(int(index->toDouble()) + 1));
    if (const JsonValue *outage = event.data.find(u"outageMs"))
        message.args.insert(u"outage"_s, toReadable(Duration(qint64(outage->toDouble()))));
    for (const QStringView key : {u"ok", u"verified"}) {
        if (const JsonValue *ok = event.data.find(key))
            message.args.insert(u"ok"_s,
                ok->toBool() ? translated(QT_TRANSLATE_NOOP("EventText", "done"))
                             : translated(QT_TRANSLATE_NOOP("EventText", "failed")));
    }
    if (event.code == "prompt.answered"_L1) {
        const QString text = message.args.value(u"text"_s);
        if (!text.isEmpty())
            message.args.insert(u"answer"_s, text);
    }
    for (const QStringView key : {u"findings", u"reasons"}) {
        const JsonValue *list = event.data.find(key);
        if (list && list->type() == JsonValue::Type::Array)
            message.args.insert(key.toString(), embeddedList(*list, language));
    }
    QString detail = embedded(event.data, language);
    if (detail.isEmpty() && message.args.contains(u"comment"_s))
        detail = message.args.value(u"comment"_s);
    message.args.insert(u"detail"_s, detail.isEmpty() ? QString() : u" – "_s + detail);
    if (event.code == "batch.created"_L1) {
        if (const JsonValue *control = event.data.find(u"controlRecipe")) {
            if (const JsonValue *recipe = control->find(u"recipe")) {
                const JsonValue *id = recipe->find(u"id");
                const JsonValue *version = recipe->find(u"version");
                message.args.insert(u"recipe"_s,
                    (id ? id->toString() : QString())
                        + (version ? u" v"_s + plain(*version) : QString()));
            }
        }
    }
    for (const QString &key :
        {u"recipe"_s, u"unit"_s, u"value"_s, u"role"_s, u"answer"_s, u"tag"_s}) {
        if (!message.args.contains(key))
            message.args.insert(key, QString());
    }
    return catalog.text(message, language).simplified();
}

} // namespace cytoloom::eventtext
