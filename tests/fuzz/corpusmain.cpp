// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "resources/resources.h"
#include "tests/fuzz/fuzztarget.h"

#include <QtCore/QDirIterator>
#include <QtCore/QFile>
#include <QtCore/QLoggingCategory>
#include <QtCore/QRandomGenerator>

#include <csignal>
#include <cstdio>

// fuzz_corpus TARGET MUTATIONS PATH…: every file through the target, and a fixed number of seeded
// mutations of each, so that ./check needs no clang. A crash says which input it was.

using namespace cytoloom;

namespace {

char now[512] = "";

void sayInput(int number)
{
    std::fputs("\ncrashed with: ", stderr);
    std::fputs(now, stderr);
    std::fputs("\n", stderr);
    std::signal(number, SIG_DFL);
    std::raise(number);
}

/// Changes as they happen to files: bits, bytes, cuts, repetitions, and pieces of other files.
QByteArray mutated(QByteArray bytes, const QByteArray &other, QRandomGenerator &random)
{
    const int changes = 1 + random.bounded(4);
    for (int i = 0; i < changes; ++i) {
        const qsizetype size = bytes.size();
        const qsizetype at = size > 0 ? random.bounded(int(size)) : 0;
        const qsizetype length = std::min<qsizetype>(random.bounded(1, 32), size - at);
        switch (random.bounded(8)) {
        case 0:
            if (size > 0)
                bytes[at] = char(bytes[at] ^ (1 << random.bounded(8)));
            break;
        case 1:
            if (size > 0)
                bytes[at] = char(random.bounded(256));
            break;
        case 2:
            bytes.insert(at, char(random.bounded(256)));
            break;
        case 3:
            bytes.remove(at, length);
            break;
        case 4:
            bytes.insert(at, bytes.mid(at, length));
            break;
        case 5:
            bytes.truncate(at);
            break;
        case 6: {
            static const QByteArrayList words {"-1", "1e308", "18446744073709551616", "null", "{}",
                "[]", "\"\"", "0", "nan", "\xff\xff\xff\xff", QByteArray(8, '\0'), "\xe4\xbd"};
            bytes.replace(at, std::min<qsizetype>(length, 4), words[random.bounded(12)]);
            break;
        }
        default:
            if (!other.isEmpty()) {
                const int from = random.bounded(int(other.size()));
                bytes.insert(at, other.mid(from, random.bounded(64)));
            }
            break;
        }
    }
    return bytes;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc < 4) {
        std::fputs("fuzz_corpus TARGET MUTATIONS PATH...\n", stderr);
        return 2;
    }
    initResources();
    QLoggingCategory::setFilterRules(QStringLiteral("*=false"));
    const fuzz::Target target = fuzz::targetNamed(argv[1]);
    const int mutations = QByteArray(argv[2]).toInt();
    for (const int number : {SIGABRT, SIGSEGV, SIGFPE, SIGBUS})
        std::signal(number, sayInput);

    QStringList files;
    for (int i = 3; i < argc; ++i) {
        const QString path = QString::fromLocal8Bit(argv[i]);
        if (QFileInfo(path).isFile())
            files << path;
        for (QDirIterator it(path, QDir::Files, QDirIterator::Subdirectories); it.hasNext();)
            files << it.next();
    }
    files.sort();
    if (files.isEmpty()) {
        std::fputs("no files\n", stderr);
        return 2;
    }
    const auto run = [&](const QByteArray &input, const QString &name, int seed) {
        std::snprintf(now, sizeof now, "%s of %s, mutation %d", target.name,
            name.toLocal8Bit().constData(), seed);
        target.run(input);
    };
    QByteArray other;
    for (const QString &name : std::as_const(files)) {
        QFile file(name);
        if (!file.open(QIODevice::ReadOnly))
            return 2;
        const QByteArray bytes = file.readAll();
        run(bytes, name, -1);
        // Large files cost more and say less per mutation.
        const int count = bytes.size() > 20'000 ? mutations / 10 + 1 : mutations;
        for (int seed = 0; seed < count; ++seed) {
            QRandomGenerator random(quint32(seed) * 2654435761U + quint32(bytes.size()));
            run(mutated(bytes, other, random), name, seed);
        }
        other = bytes;
    }
    std::printf("%s: %d files, %d mutations of each\n", target.name, int(files.size()), mutations);
    return 0;
}
