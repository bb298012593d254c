// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/execution/journal.h"
#include "processgraph/foundation/jsonvalue.h"

namespace cytoloom::test {

/// An event at a minute after the epoch; \p members are those of its data object, as JSON.
inline JournalEvent row(double minute, const char *code, const QByteArray &members,
    const char *person = "", const char *batch = "B-1")
{
    JournalEvent event;
    event.time = utcFromMs(qint64(minute * 60'000));
    event.code = QString::fromLatin1(code);
    event.person = PersonId(QString::fromLatin1(person));
    event.batch = BatchId(QString::fromLatin1(batch));
    event.element = ElementId(event.batch.isEmpty() ? QString() : QStringLiteral("p"));
    const auto data = parseJson("{" + members + "}", QStringLiteral("row"));
    if (!data)
        qFatal("%s", members.constData());
    event.data = *data;
    return event;
}

} // namespace cytoloom::test
