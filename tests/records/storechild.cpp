// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A program that uses a store and can be killed. Usage:
//   storechild append FILE      prints each sequence number once it is acknowledged, for ever
//   storechild open FILE        prints "ok" or the error's code, then waits for the end of input
//   storechild nobody FILE      the same without the rights of root
//   storechild limited FILE KB  appends until the file may not grow, prints the error's code
#include "resources/resources.h"
#include "storefixture.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QTextStream>

#include <csignal>
#include <cstdio>

#include <sys/resource.h>
#include <unistd.h>

using namespace cytoloom;
using namespace Qt::StringLiterals;

static void say(const QString &line)
{
    std::fputs(qPrintable(line + u'\n'), stdout);
    std::fflush(stdout);
}

static int append(Store &store)
{
    for (int i = 0;; ++i) {
        store.addSamples(storefixture::minutes(u"BR-02.temperature.pv"_s, i * 20, 20));
        const auto last = store.append(
            {storefixture::eventNumber(2 * i), storefixture::eventNumber(2 * i + 1)});
        if (!last) {
            say(last.error().code());
            return 1;
        }
        say(QString::number(*last));
    }
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    initResources();
    const QStringList args = app.arguments();
    if (args.size() < 3)
        return 2;
    if (args[1] == u"nobody" && ::geteuid() == 0 && ::setuid(65534) != 0)
        return 2;
    if (args[1] == u"limited") {
        std::signal(SIGXFSZ, SIG_IGN); // write() then fails as on a full disk
        const auto bytes = rlim_t(args[3].toULongLong() * 1024);
        const rlimit limit {bytes, bytes};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    auto store = Store::open(args[2]);
    if (!store) {
        say(store.error().code());
        return 1;
    }
    if (args[1] == u"append" || args[1] == u"limited")
        return append(**store);
    say(u"ok"_s);
    while (std::getchar() != EOF) { }
    return 0;
}
