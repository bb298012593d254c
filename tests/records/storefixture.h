// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/records/store.h"

#include <QtCore/QFile>

namespace cytoloom::storefixture {

inline JournalEvent eventNumber(int number, const QString &batch = QStringLiteral("B-001"))
{
    JournalEvent event;
    event.time = utcFromMs(1'790'000'000'000 + number);
    event.elapsed = Duration(number);
    event.batch = BatchId(batch);
    event.code = QStringLiteral("record.commented");
    event.element = ElementId(QStringLiteral("wash-%1").arg(number % 7));
    event.person = PersonId(QStringLiteral("P-07"));
    event.data = JsonValue::object();
    event.data.insert(QStringLiteral("text"), JsonValue(QStringLiteral("清场 no. %1").arg(number)));
    event.data.insert(QStringLiteral("value"), JsonValue(number * 0.1));
    return event;
}

/// One sample a minute of \p tag, like a controlled temperature; every 50th Stale, every 97th Bad.
inline QVector<TagSample> minutes(const QString &tag, int from, int count)
{
    QVector<TagSample> samples;
    for (int i = from; i < from + count; ++i) {
        TagSample sample;
        sample.tag = TagId(tag);
        sample.value.time = utcFromMs(1'790'000'000'000 + i * 60'000LL);
        sample.value.value = double(3700 + (i * 7919) % 23 - 11) / 100;
        sample.value.quality = i % 97 == 96 ? Quality::Bad
            : i % 50 == 49                  ? Quality::Stale
                                            : Quality::Good;
        samples << sample;
    }
    return samples;
}

inline QByteArray bytesOf(const QString &fileName)
{
    QFile file(fileName);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline void setBytes(const QString &fileName, const QByteArray &bytes)
{
    QFile file(fileName);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write the test's file");
}

} // namespace cytoloom::storefixture
