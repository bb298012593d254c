// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/foundation/utctime.h"

#include <QtCore/QDateTime>
#include <QtCore/QTimeZone>

#include <array>

namespace cytoloom {

QString toIso(UtcTime time)
{
    return QDateTime::fromMSecsSinceEpoch(toMs(time), Qt::UTC).toString(Qt::ISODateWithMs);
}

std::optional<UtcTime> utcFromIso(const QString &text)
{
    const QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (!time.isValid() || time.timeSpec() == Qt::LocalTime) // no zone: refuse to guess
        return std::nullopt;
    return utcFromMs(time.toMSecsSinceEpoch());
}

QString toReadable(Duration duration)
{
    struct Step
    {
        qint64 ms;
        const char *symbol;
    };
    static constexpr std::array<Step, 4> steps {
        {{86'400'000, "d"}, {3'600'000, "h"}, {60'000, "min"}, {1'000, "s"}}};

    // The shortest of all has no positive counterpart.
    qint64 rest
        = duration == Duration::min() ? Duration::max().count() : std::abs(duration.count());
    const QString sign = duration.count() < 0 ? QStringLiteral("−") : QString();
    for (size_t i = 0; i < steps.size(); ++i) {
        if (rest < steps[i].ms && i + 1 < steps.size())
            continue;
        const qint64 whole = rest / steps[i].ms;
        QString text = sign + QString::number(whole) + u' ' + QLatin1String(steps[i].symbol);
        if (i + 1 < steps.size()) {
            const qint64 part = (rest % steps[i].ms) / steps[i + 1].ms;
            if (part > 0)
                text += QStringLiteral(" %1 %2")
                            .arg(part, 2, 10, QChar(u'0'))
                            .arg(QLatin1String(steps[i + 1].symbol));
        }
        return text;
    }
    return sign + QStringLiteral("0 s");
}

} // namespace cytoloom
