// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/plantprocess.h"

#include "processgraph/foundation/jsonreader.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QElapsedTimer>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QProcess>
#include <QtCore/QStandardPaths>
#include <QtCore/QThread>
#include <QtNetwork/QTcpSocket>

#include <cerrno>
#include <csignal>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 StartTimeoutMs = 20'000;
constexpr int ProbeMs = 2'000;

bool isAlive(qint64 pid)
{
    return pid > 0 && (::kill(pid_t(pid), 0) == 0 || errno == EPERM);
}

} // namespace

QString PlantProcess::announceFileOf(const QString &storeFile)
{
    return storeFile + u".plant.json"_s;
}

JsonValue PlantProcess::toJson() const
{
    JsonValue json = JsonValue::object();
    json.insert(u"pid"_s, JsonValue(pid));
    json.insert(u"controlPort"_s, JsonValue(int(controlPort)));
    json.insert(u"faultPort"_s, JsonValue(int(faultPort)));
    json.insert(u"plant"_s, JsonValue(QString::fromUtf8(writePlant(plant))));
    return json;
}

Result<PlantProcess> PlantProcess::read(const QString &announceFile)
{
    const Result<JsonValue> json = readJsonFile(announceFile);
    if (!json)
        return json.error();
    JsonReader reader(*json, announceFile);
    PlantProcess process;
    process.pid = qint64(reader.number("pid"));
    process.controlPort = quint16(reader.integer("controlPort", 1, 65535));
    process.faultPort = quint16(reader.integer("faultPort", 0, 65535, 0));
    const QString plant = reader.string("plant");
    reader.done();
    if (Result<void> read = reader.result(); !read)
        return read.error();
    const Result<Plant> parsed = readPlant(plant.toUtf8(), announceFile);
    if (!parsed)
        return parsed.error();
    process.plant = *parsed;
    return process;
}

Result<PlantProcess> PlantProcess::start(
    const QString &plantFile, const QString &announceFile, const Options &options)
{
    QFile::remove(announceFile);
    const QString program = QCoreApplication::applicationDirPath() + u"/cytoloom-cli"_s;
    const auto failed = [](const QString &reason) {
        return Error(u"simulation.cannotStart"_s, {{u"reason"_s, reason}});
    };
    QProcess child;
    child.setProgram(program);
    child.setArguments({u"plant"_s, u"serve"_s, plantFile, u"--announce"_s,
        QFileInfo(announceFile).absoluteFilePath(), u"--seed"_s, QString::number(options.seed),
        u"--start"_s, toIso(options.start), u"--speed"_s, QString::number(options.speed)});
    child.setStandardInputFile(QProcess::nullDevice());
    child.setStandardOutputFile(QProcess::nullDevice());
    const QString log = announceFile + u".log"_s;
    child.setStandardErrorFile(log);
    qint64 pid = 0;
    if (!child.startDetached(&pid))
        return failed(program + u": "_s + child.errorString());

    // Not on the GUI thread: opening a dozen ports takes a moment.
    QElapsedTimer waited;
    waited.start();
    while (waited.elapsed() < StartTimeoutMs) {
        if (QFile::exists(announceFile)) {
            QFile::remove(log);
            return read(announceFile);
        }
        if (!isAlive(pid))
            break;
        QThread::msleep(20);
    }
    QFile reason(log);
    QString text = reason.open(QIODevice::ReadOnly) ? QString::fromUtf8(reason.read(2000)).trimmed()
                                                    : QString();
    reason.remove();
    return failed(text.isEmpty() ? u"it did not open its ports"_s : text);
}

Result<PlantProcess> PlantProcess::attach(const QString &announceFile)
{
    Result<PlantProcess> process = read(announceFile);
    const Error gone(u"simulation.gone"_s, {{u"file"_s, announceFile}});
    if (!process || !isAlive(process->pid))
        return gone;
    // The number may be another process's by now, or that of one that nobody has buried yet.
    QTcpSocket probe;
    probe.connectToHost(u"127.0.0.1"_s, process->controlPort);
    if (!probe.waitForConnected(ProbeMs))
        return gone;
    return process;
}

void PlantProcess::stop(const QString &announceFile) const
{
    if (isAlive(pid))
        ::kill(pid_t(pid), SIGTERM);
    QFile::remove(announceFile);
}

} // namespace cytoloom
