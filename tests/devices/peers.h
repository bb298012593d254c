// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/profiles/deviceprofile.h"

#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

namespace cytoloom::testing {

/// A third-party program on the other end of the wire. It prints "ready NUMBER" when it serves.
class Peer
{
public:
    bool start(const QString &program, const QStringList &arguments)
    {
        m_process.setProcessChannelMode(QProcess::SeparateChannels);
        m_process.start(program, arguments);
        while (m_process.waitForReadyRead(30'000)) {
            m_output += m_process.readAllStandardOutput();
            const qsizetype at = m_output.indexOf("ready ");
            const qsizetype end = m_output.indexOf('\n', at);
            if (at >= 0 && end > at) {
                port = m_output.mid(at + 6, end - at - 6).trimmed().toInt();
                return true;
            }
        }
        qWarning() << program << m_process.readAllStandardError() << m_process.errorString();
        return false;
    }
    void kill()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    ~Peer() { kill(); }

    int port = 0;

private:
    QProcess m_process;
    QByteArray m_output;
};

/// Two pseudo terminals joined by socat: what goes in at one comes out at the other.
class PtyPair
{
public:
    bool start(const QString &socat)
    {
        m_process.start(socat,
            {QStringLiteral("pty,raw,echo=0,link=") + near(),
                QStringLiteral("pty,raw,echo=0,link=") + far()});
        return QTest::qWaitFor(
            [this] { return QFile::exists(near()) && QFile::exists(far()); }, 30'000);
    }
    void kill()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    ~PtyPair() { kill(); }
    [[nodiscard]] QString near() const { return m_folder.filePath(QStringLiteral("near")); }
    [[nodiscard]] QString far() const { return m_folder.filePath(QStringLiteral("far")); }

private:
    QTemporaryDir m_folder;
    QProcess m_process;
};

/// A tag of a test profile; label and unit are filled in.
inline DeviceTag tagOf(const char *name, RegisterTable table, int address, RegisterType type,
    TagDirection direction = TagDirection::Read, const char *group = "all")
{
    DeviceTag tag;
    tag.name = QLatin1String(name);
    tag.label = {tag.name, tag.name};
    tag.table = table;
    tag.address = address;
    tag.type = type;
    tag.direction = direction;
    tag.pollGroup = QLatin1String(group);
    return tag;
}

inline DeviceProfile profileOf(DeviceProtocol protocol, QVector<DeviceTag> tags)
{
    DeviceProfile profile;
    profile.id = QStringLiteral("test");
    profile.name = {profile.id, profile.id};
    profile.protocol = protocol;
    profile.timeout = std::chrono::milliseconds(1000);
    profile.pollGroups = {{QStringLiteral("all"), Duration(50)}};
    profile.tags = std::move(tags);
    return profile;
}

/// One unit per device, "U1", "U2", … with every tag of its profile.
inline Plant plantOf(const QVector<std::pair<QString, DeviceProfile>> &devices)
{
    Plant plant;
    plant.id = QStringLiteral("plant");
    for (qsizetype i = 0; i < devices.size(); ++i) {
        const QString number = QString::number(i + 1);
        plant.devices.append({DeviceId(QStringLiteral("D") + number), {},
            QStringLiteral("p") + number, devices[i].first});
        PlantUnit unit;
        unit.id = UnitId(QStringLiteral("U") + number);
        for (const DeviceTag &deviceTag : devices[i].second.tags) {
            TagDefinition tag;
            tag.id = TagId(unit.id.value() + QLatin1Char('.') + deviceTag.name);
            tag.signal = deviceTag.name;
            tag.direction = deviceTag.direction;
            tag.device = plant.devices.last().id;
            tag.deviceTag = deviceTag.name;
            unit.tags << tag;
        }
        plant.units << unit;
    }
    return plant;
}

inline QMap<QString, DeviceProfile> profilesOf(
    const QVector<std::pair<QString, DeviceProfile>> &devices)
{
    QMap<QString, DeviceProfile> profiles;
    for (qsizetype i = 0; i < devices.size(); ++i)
        profiles.insert(QStringLiteral("p") + QString::number(i + 1), devices[i].second);
    return profiles;
}

} // namespace cytoloom::testing
