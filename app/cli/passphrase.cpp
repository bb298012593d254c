// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/passphrase.h"

#include <QtCore/QFile>

#include <cstdio>
#include <termios.h>
#include <unistd.h>

namespace cytoloom {

using namespace Qt::StringLiterals;

void addPassphraseOption(QCommandLineParser &parser)
{
    parser.addOption({u"passphrase-file"_s,
        u"File with the passphrase of the signing key; asked for on a terminal without it."_s,
        u"file"_s});
}

Result<QString> readPassphrase(const Console &console, const QString &person)
{
    if (console.isSet(u"passphrase-file"_s)) {
        QFile file(console.value(u"passphrase-file"_s));
        if (!file.open(QIODevice::ReadOnly))
            return Error(u"file.cannotRead"_s,
                {{u"file"_s, file.fileName()}, {u"reason"_s, file.errorString()}});
        return QString::fromUtf8(file.readLine(1024)).trimmed();
    }
    if (::isatty(STDIN_FILENO) == 0)
        return Error(u"identity.noPassphrase"_s, {{u"person"_s, person}});
    std::fprintf(stderr, "Passphrase of %s: ", qPrintable(person));
    termios shown {};
    ::tcgetattr(STDIN_FILENO, &shown);
    termios hidden = shown;
    hidden.c_lflag &= ~tcflag_t(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSANOW, &hidden);
    QFile input;
    const bool opened = input.open(stdin, QIODevice::ReadOnly);
    const QString passphrase
        = opened ? QString::fromUtf8(input.readLine(1024)).trimmed() : QString();
    ::tcsetattr(STDIN_FILENO, TCSANOW, &shown);
    std::fputc('\n', stderr);
    if (passphrase.isEmpty())
        return Error(u"identity.noPassphrase"_s, {{u"person"_s, person}});
    return passphrase;
}

} // namespace cytoloom
