// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/error.h"
#include "processgraph/foundation/jsonvalue.h"
#include "processgraph/foundation/language.h"

#include <QtCore/QCommandLineParser>

namespace cytoloom {

/// What the commands of the command line have in common: options, output, exit codes. Errors go to
/// stderr in one sentence; --json prints one object on stdout.
class Console
{
public:
    enum Exit { Done = 0, Found = 1, CannotRead = 2, NotComplete = 3 };

    /// \p example stands at the end of --help.
    Console(const QString &command, const QString &summary, const QString &example);

    QCommandLineParser &parser() { return m_parser; }
    /// Reads \p arguments; ends the process on --help and on unknown options (exit 2).
    void parse(const QStringList &arguments, int positional, int mostPositional = -1);

    [[nodiscard]] bool json() const;
    [[nodiscard]] Language language() const;
    [[nodiscard]] QString argument(int index) const
    {
        return m_parser.positionalArguments().value(index);
    }
    [[nodiscard]] QString value(const QString &option) const { return m_parser.value(option); }
    [[nodiscard]] bool isSet(const QString &option) const { return m_parser.isSet(option); }
    /// A positive number; ends the process with exit 2 when it is none.
    [[nodiscard]] double number(const QString &option) const;

    void line(const QString &text) const; ///< to stdout, unless --json
    void note(const QString &text) const; ///< progress, to stderr, unless --json
    void object(const JsonValue &value) const; ///< to stdout when --json
    /// Prints \p error and returns \p code.
    int fail(const Error &error, int code = CannotRead) const;

private:
    QString m_command;
    QString m_example;
    QCommandLineParser m_parser;
};

} // namespace cytoloom
