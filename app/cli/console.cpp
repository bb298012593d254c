// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/console.h"

#include "processgraph/foundation/messagecatalog.h"

#include <QtCore/QLocale>

#include <cstdio>
#include <cstdlib>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

void write(std::FILE *stream, const QString &text)
{
    const QByteArray utf8 = text.toUtf8() + '\n';
    std::fwrite(utf8.constData(), 1, size_t(utf8.size()), stream);
    std::fflush(stream);
}

} // namespace

Console::Console(const QString &command, const QString &summary, const QString &example)
    : m_command(command)
    , m_example(example)
{
    m_parser.setApplicationDescription(summary + u"\n\nExample:\n  "_s + example);
    m_parser.setSingleDashWordOptionMode(QCommandLineParser::ParseAsLongOptions);
    m_parser.addOption({u"json"_s, u"Print one JSON object instead of text."_s});
    m_parser.addOption({u"lang"_s, u"Language of texts: zh or en."_s, u"zh|en"_s});
    m_parser.addOption({{u"h"_s, u"help"_s}, u"Show this help."_s});
}

void Console::parse(const QStringList &arguments, int positional, int mostPositional)
{
    const bool ok = m_parser.parse(arguments);
    const QString asked = m_parser.value(u"lang"_s);
    if (m_parser.isSet(u"help"_s)) {
        QString help = m_parser.helpText();
        help.replace(help.indexOf(u"Usage:"_s), help.indexOf(u'\n') - help.indexOf(u"Usage:"_s),
            u"Usage: cytoloom-cli "_s + m_command);
        write(stdout, help);
        std::exit(Done); // NOLINT(concurrency-mt-unsafe): no thread runs yet
    }
    const auto count = int(m_parser.positionalArguments().size());
    const int most = mostPositional < 0 ? positional : mostPositional;
    const QString command = m_command.section(u' ', 0, 0);
    Error problem;
    if (!ok)
        problem = Error(
            u"app.usage"_s, {{u"problem"_s, m_parser.errorText()}, {u"command"_s, command}});
    else if (count < positional || count > most)
        problem = Error(u"app.argumentCount"_s,
            {{u"expected"_s, QString::number(positional)}, {u"given"_s, QString::number(count)},
                {u"command"_s, command}});
    else if (!asked.isEmpty() && asked != "zh"_L1 && asked != "en"_L1)
        problem = Error(u"app.language"_s, {{u"found"_s, asked}});
    if (!problem.code().isEmpty())
        std::exit(fail(problem)); // NOLINT(concurrency-mt-unsafe)
}

bool Console::json() const
{
    return m_parser.isSet(u"json"_s);
}

Language Console::language() const
{
    const QString asked = m_parser.value(u"lang"_s);
    if (asked.isEmpty())
        return QLocale::system().language() == QLocale::Chinese ? Language::Zh : Language::En;
    return asked == "zh"_L1 ? Language::Zh : Language::En;
}

double Console::number(const QString &option) const
{
    bool ok = false;
    const double value = QLocale::c().toDouble(m_parser.value(option), &ok);
    if (ok && value > 0)
        return value;
    const Error error(
        u"app.number"_s, {{u"option"_s, option}, {u"text"_s, m_parser.value(option)}});
    std::exit(fail(error)); // NOLINT(concurrency-mt-unsafe)
}

void Console::line(const QString &text) const
{
    if (!json())
        write(stdout, text);
}

void Console::note(const QString &text) const
{
    if (!json())
        write(stderr, text);
}

void Console::object(const JsonValue &value) const
{
    if (json())
        write(stdout, QString::fromUtf8(value.toCompactJson()));
}

int Console::fail(const Error &error, int code) const
{
    write(stderr, MessageCatalog::shipped().text(error, language()));
    if (json()) {
        JsonValue object = JsonValue::object();
        object.insert(u"error"_s, JsonValue(error.code()));
        object.insert(u"message"_s, JsonValue(MessageCatalog::shipped().text(error, language())));
        if (!error.place.file.isEmpty())
            object.insert(u"file"_s, JsonValue(error.place.file));
        if (error.place.line > 0)
            object.insert(u"line"_s, JsonValue(error.place.line));
        if (!error.place.path.isEmpty())
            object.insert(u"path"_s, JsonValue(error.place.path));
        this->object(object);
    }
    return code;
}

} // namespace cytoloom
