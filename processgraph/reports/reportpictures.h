// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/language.h"
#include "processgraph/reports/batchreport.h"

#include <QtCore/QRectF>

class QPainter;

namespace cytoloom {

/// One parameter over its step: min/max band, mean line, set point, limits, time axis. Vector.
void drawTrend(QPainter &painter, const QRectF &box, const ReportParameter &row, Language language);

} // namespace cytoloom
