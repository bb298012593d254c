// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/execution/batchoverview.h"
#include "processgraph/execution/unitclaim.h"
#include "widgets/common/theme.h"

#include <QtWidgets/QDialog>

class QVBoxLayout;

namespace cytoloom {

/// Who has a unit and who waits for it: since when, why, and what waiting does to the cells. For
/// one unit or for all that are not free. A snapshot of the moment it was opened.
class UnitQueueDialog final : public QDialog
{
    Q_OBJECT

public:
    UnitQueueDialog(const Theme &theme, Language language, const QVector<UnitClaim> &units,
        const QVector<BatchOverview> &batches, UtcTime now, QWidget *parent = nullptr);

Q_SIGNALS:
    void filterRequested(const cytoloom::UnitId &unit); ///< show only its batches
    void batchChosen(const cytoloom::BatchId &batch);
    void clearanceRequested(const cytoloom::UnitId &unit);

private:
    void addUnit(QVBoxLayout *list, const UnitClaim &unit);
    [[nodiscard]] QWidget *batchRow(
        const BatchId &batch, const QString &lead, const QString &detail, const QString &harm);
    [[nodiscard]] const BatchOverview *overview(const BatchId &batch) const;
    /// What waiting does: to the cells first, to the plan after that.
    [[nodiscard]] static QString harm(const BatchOverview *batch);

    Theme m_theme;
    Language m_language;
    QVector<BatchOverview> m_batches;
    UtcTime m_now;
    bool m_single;
};

} // namespace cytoloom
