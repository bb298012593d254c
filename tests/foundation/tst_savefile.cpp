// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/foundation/savefile.h"

#include "processgraph/foundation/folderlock.h"

#include <QtCore/QDir>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <csignal>

#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace cytoloom;
using namespace Qt::StringLiterals;

/// Whatever happens while a file is saved, the old one or the new one is there, whole.
class TestSaveFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesAndReplaces();
    void failureKeepsTheOldOneAndSaysWhy();
    void onlyFilesAreReplaced();
    void killedAtAnyMomentOneIsWhole();
    void lockHoldsOthersOff();

private:
    QString path(const QString &name) { return m_folder.filePath(name); }
    static QByteArray contentOf(const QString &file);

    QTemporaryDir m_folder;
};

QByteArray TestSaveFile::contentOf(const QString &file)
{
    QFile read(file);
    return read.open(QIODevice::ReadOnly) ? read.readAll() : QByteArray("unreadable");
}

void TestSaveFile::writesAndReplaces()
{
    const QString file = path(u"a.json"_s);
    QVERIFY(saveFile(file, "one"));
    QVERIFY(saveFile(file, "two"));
    QCOMPARE(contentOf(file), QByteArray("two"));
    QVERIFY(QFile::link(file, path(u"link.json"_s))); // what the link names is written
    QVERIFY(saveFile(path(u"link.json"_s), "three"));
    QCOMPARE(contentOf(file), QByteArray("three"));
    QVERIFY(QFileInfo(path(u"link.json"_s)).isSymLink());
    QVERIFY(saveFile(path(u"empty.json"_s), {}));
    QCOMPARE(contentOf(path(u"empty.json"_s)), QByteArray());
}

/// A limit of the process stands for the full disk: a part is taken, the rest is not.
void TestSaveFile::failureKeepsTheOldOneAndSaysWhy()
{
    const QString file = path(u"kept.json"_s);
    QVERIFY(saveFile(file, "old"));
    rlimit before = {};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
    auto *const handler = std::signal(SIGXFSZ, SIG_IGN);
    for (const int size : {100, 50'000, 5'000'000}) {
        rlimit small = before;
        small.rlim_cur = rlim_t(size) / 2;
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &small), 0);
        const Result<void> saved = saveFile(file, QByteArray(size, 'x'));
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &before), 0);
        QVERIFY(!saved);
        QCOMPARE(saved.error().code(), u"file.cannotWrite"_s);
        QCOMPARE(saved.error().place.file, file);
        QCOMPARE(saved.error().message.args.value(u"reason"_s), qt_error_string(EFBIG));
        QCOMPARE(contentOf(file), QByteArray("old"));
    }
    std::signal(SIGXFSZ, handler);
    QCOMPARE(QDir(m_folder.path()).entryList({u"kept*"_s}, QDir::Files).size(), 1); // no litter
    for (const QString &name : {path(u"none/x.json"_s), QString(), m_folder.path()}) {
        const Result<void> saved = saveFile(name, "new");
        QVERIFY(!saved);
        QCOMPARE(saved.error().code(), u"file.cannotWrite"_s);
        QVERIFY(!saved.error().message.args.value(u"reason"_s).contains(u"Unknown"_s));
    }
}

/// Put beside and renamed, a file takes a device's place: whoever may write anywhere would have no
/// /dev/null any more.
void TestSaveFile::onlyFilesAreReplaced()
{
    const QString pipe = path(u"pipe"_s);
    QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
    const Result<void> saved = saveFile(pipe, "new");
    QVERIFY(!saved);
    QCOMPARE(saved.error().code(), u"file.otherKind"_s);
    QVERIFY(!QFileInfo(pipe).isFile() && QFileInfo::exists(pipe));
}

void TestSaveFile::killedAtAnyMomentOneIsWhole()
{
    const QString file = path(u"life.json"_s);
    const QByteArray old(300'000, 'o');
    const QByteArray fresh(300'000, 'n');
    QVERIFY(saveFile(file, old));
    for (int round = 0; round < 40; ++round) {
        const pid_t child = ::fork();
        QVERIFY(child >= 0);
        if (child == 0) {
            for (;;) {
                (void)saveFile(file, fresh);
                (void)saveFile(file, old);
            }
        }
        ::usleep(useconds_t(500 + round * 137)); // another moment each time; none of them matters
        ::kill(child, SIGKILL);
        QCOMPARE(::waitpid(child, nullptr, 0), child);
        const QByteArray there = contentOf(file);
        QVERIFY(there == old || there == fresh);
    }
}

void TestSaveFile::lockHoldsOthersOff()
{
    {
        const FolderLock nowhere(path(u"no-such-folder"_s));
        QVERIFY(nowhere.mayWrite()); // what comes then will say so
    }
    auto lock = std::make_unique<FolderLock>(m_folder.path());
    QVERIFY(lock->mayWrite());
    {
        const FolderLock second(m_folder.path());
        QVERIFY(!second.mayWrite());
    }
    lock.reset();
    QVERIFY(FolderLock(m_folder.path()).mayWrite());
}

QTEST_GUILESS_MAIN(TestSaveFile)
#include "tst_savefile.moc"
