// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/records/batchmodel.h"

#include "widgets/common/shapes.h"
#include "widgets/common/words.h"

#include <QtCore/QDateTime>
#include <QtGui/QPainter>
#include <QtGui/QPixmap>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {
QString local(UtcTime time)
{
    return time == UtcTime {}
        ? u"–"_s
        : QDateTime::fromMSecsSinceEpoch(toMs(time)).toString(u"yyyy-MM-dd HH:mm"_s);
}
} // namespace

void BatchModel::setBatches(const QVector<BatchSummary> &batches)
{
    QVector<BatchSummary> sorted = batches;
    std::stable_sort(sorted.begin(), sorted.end(),
        [](const BatchSummary &a, const BatchSummary &b) { return a.created > b.created; });
    const bool sameRows = sorted.size() == m_batches.size()
        && std::equal(sorted.cbegin(), sorted.cend(), m_batches.cbegin(),
            [](const BatchSummary &a, const BatchSummary &b) { return a.id == b.id; });
    if (!sameRows) {
        beginResetModel();
        m_batches = std::move(sorted);
        endResetModel();
        return;
    }
    for (int row = 0; row < sorted.size(); ++row) {
        if (m_batches[row] == sorted[row])
            continue;
        m_batches[row] = sorted[row];
        Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
    }
}

void BatchModel::setLanguage(Language language)
{
    m_language = language;
    if (!m_batches.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

void BatchModel::setEdgeColour(const QColor &colour)
{
    m_edge = colour;
    setLanguage(m_language);
}

int BatchModel::rowOf(const BatchId &batch) const
{
    for (int row = 0; row < m_batches.size(); ++row) {
        if (m_batches[row].id == batch)
            return row;
    }
    return -1;
}

int BatchModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_batches.size());
}

int BatchModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant BatchModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const BatchSummary &batch = m_batches[index.row()];
    if (role == Qt::DecorationRole && index.column() == Identity) {
        QPixmap picture(20, 20);
        picture.fill(Qt::transparent);
        QPainter painter(&picture);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(m_edge.isValid() ? m_edge : QColor(batch.colour), 1));
        painter.setBrush(QColor(batch.colour));
        painter.drawPath(shapes::identity(batch.shape, QRectF(2, 2, 16, 16)));
        return picture;
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Batch:
        return batch.simulated ? tr("%1 (simulation)").arg(batch.id.value()) : batch.id.value();
    case Identity:
        return batch.identity;
    case Product:
        return batch.product.in(m_language);
    case Recipe:
        return batch.recipe;
    case State:
        return words::state(batch.state);
    case Created:
        return local(batch.created);
    case Ended:
        return local(batch.ended);
    default:
        return {};
    }
}

QVariant BatchModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Batch:
        return tr("Batch");
    case Identity:
        return tr("Identity");
    case Product:
        return tr("Product");
    case Recipe:
        return tr("Recipe");
    case State:
        return tr("State");
    case Created:
        return tr("Created");
    case Ended:
        return tr("Ended");
    default:
        return {};
    }
}

} // namespace cytoloom
