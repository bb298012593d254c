// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/alarms/alarm.h"
#include "processgraph/execution/batchstate.h"
#include "processgraph/plant/deviceexchange.h"
#include "processgraph/plant/equipmentgateway.h"
#include "processgraph/plant/registerprobe.h"
#include "processgraph/records/store.h"
#include "widgets/trends/trendfeed.h"
#include "widgets/trends/trendtypes.h"

#include <QtGui/QImage>

/// Realistic values for pictures and tests of the pages: the demo plant and recipe on day 6.
namespace cytoloom::samples {

[[nodiscard]] UtcTime now();
[[nodiscard]] UtcTime batchStart();
[[nodiscard]] Plant plant();
[[nodiscard]] MasterRecipe recipe();
/// The expansion is under way; its daily sample asks \p answer.
[[nodiscard]] BatchState batch(AnswerKind answer = AnswerKind::Scan);
[[nodiscard]] QVector<Alarm> alarms();
[[nodiscard]] QVector<TagSample> values();
[[nodiscard]] /// A temperature of 37.02 °C in the order CDAB, and what stands around it.
RegisterSnapshot
registers(const DeviceId &device);
/// Good answers, a refusal, a silence and one of a strange unit.
QVector<DeviceExchange> communication(const DeviceId &device);
QVector<DeviceStatus> devices();
[[nodiscard]] QVector<BatchSummary> batches();
[[nodiscard]] QVector<JournalEvent> events();
[[nodiscard]] QVector<TrendTag> trendTags();
[[nodiscard]] QVector<PhaseBand> bands();
[[nodiscard]] QVector<TrendFlag> flags();
[[nodiscard]] QVector<QImage> reportPages(bool zh);

/// Curves of a culture, with a gap on the fourth day. Any thread.
class Curves final : public TrendSource
{
public:
    Result<QVector<TrendPoint>> trend(
        const TagId &tag, UtcTime from, UtcTime to, int points) override;
    Result<QVector<TagValue>> samples(const TagId &tag, UtcTime from, UtcTime to) override;
    Result<TagStatistics> statistics(const TagId &tag, UtcTime from, UtcTime to) override;
    Result<Completeness> completeness(const TagId &tag, UtcTime from, UtcTime to) override;
    Result<QVector<TagId>> tags() override;
};

} // namespace cytoloom::samples
