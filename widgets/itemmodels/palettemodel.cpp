// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/itemmodels/palettemodel.h"

#include "widgets/grapheditor/carddata.h"
#include "widgets/grapheditor/words.h"

#include <QtCore/QMimeData>

namespace cytoloom {

using namespace Qt::StringLiterals;

PaletteModel::PaletteModel(const Catalog &catalog, QObject *parent)
    : QAbstractListModel(parent)
    , m_catalog(catalog)
{
    rebuild();
}

void PaletteModel::setLanguage(Language language)
{
    m_language = language;
    rebuild();
}

void PaletteModel::setLevel(Level level)
{
    if (level == m_level)
        return;
    m_level = level;
    rebuild();
}

void PaletteModel::setFilter(const QString &text)
{
    m_filter = text.trimmed();
    rebuild();
}

void PaletteModel::addGroup(const QString &heading, const QVector<Row> &rows)
{
    QVector<Row> fitting;
    for (const Row &row : rows) {
        const QString all
            = row.name.en + u' ' + row.name.zh + u' ' + row.entry.type + u' ' + heading;
        if (m_filter.isEmpty() || all.contains(m_filter, Qt::CaseInsensitive))
            fitting.append(row);
    }
    if (fitting.isEmpty())
        return;
    Row title;
    title.heading = true;
    title.name = {heading, heading};
    m_rows.append(title);
    m_rows += fitting;
}

void PaletteModel::rebuild()
{
    beginResetModel();
    m_rows.clear();
    QStringList order;
    QHash<QString, QVector<Row>> groups;
    const auto add = [&](const QString &category, const Row &row) {
        const QString heading = Words::category(category);
        if (!groups.contains(heading))
            order << heading;
        groups[heading].append(row);
    };
    if (m_level == Level::UnitOperations) {
        for (const UnitOperationType &type : m_catalog.unitOperations())
            add(type.category,
                {false, type.name, type.description.in(m_language),
                    knownIcon(type.icon.isEmpty() ? type.id : type.icon),
                    {ElementKind::UnitProcedure, type.id}});
    } else {
        for (const PhaseClass &phase : m_catalog.phaseClasses())
            add(phase.category,
                {false, phase.name, phase.safeState.in(m_language),
                    knownIcon(phase.icon.isEmpty() ? phase.id : phase.icon),
                    {ElementKind::Phase, phase.id}});
    }
    for (const QString &heading : qAsConst(order))
        addGroup(heading, groups.value(heading));
    const auto piece = [](ElementKind kind, const LocalizedText &name, const char *icon) {
        return Row {false, name, {}, QLatin1String(icon), {kind, {}}};
    };
    addGroup(tr("Flow"),
        {piece(ElementKind::Begin, {u"Begin"_s, u"开始"_s}, "pfc-begin"),
            piece(ElementKind::End, {u"End"_s, u"结束"_s}, "pfc-end"),
            piece(ElementKind::Transition, {u"Transition"_s, u"转换条件"_s}, "pfc-transition"),
            piece(ElementKind::ParallelSplit, {u"Parallel"_s, u"并行"_s}, "pfc-parallel"),
            piece(ElementKind::ParallelJoin, {u"Parallel end"_s, u"并行结束"_s}, "pfc-parallel"),
            piece(ElementKind::SelectionSplit, {u"Selection"_s, u"选择"_s}, "pfc-selection"),
            piece(ElementKind::SelectionJoin, {u"Selection end"_s, u"选择结束"_s}, "pfc-selection"),
            piece(ElementKind::Loop, {u"Loop"_s, u"循环"_s}, "pfc-loop"),
            piece(ElementKind::Gate, {u"Quality gate"_s, u"质控门"_s}, "pfc-gate"),
            piece(ElementKind::ManualStep, {u"Manual step"_s, u"人工步骤"_s}, "pfc-manual")});
    endResetModel();
}

std::optional<PaletteEntry> PaletteModel::entry(const QModelIndex &index) const
{
    if (!index.isValid() || m_rows.at(index.row()).heading)
        return std::nullopt;
    return m_rows.at(index.row()).entry;
}

std::optional<PaletteEntry> PaletteModel::entryFrom(const QMimeData *data)
{
    if (!data || !data->hasFormat(QLatin1String(MimeType)))
        return std::nullopt;
    const QString text = QString::fromUtf8(data->data(QLatin1String(MimeType)));
    bool number = false;
    const int kind = text.section(u'/', 0, 0).toInt(&number);
    if (!number || kind < 0 || kind > int(ElementKind::ManualStep))
        return std::nullopt;
    return PaletteEntry {ElementKind(kind), text.section(u'/', 1)};
}

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return row.name.in(m_language);
    case SecondNameRole:
        return row.heading ? QString() : m_language == Language::Zh ? row.name.en : row.name.zh;
    case Qt::ToolTipRole:
        return row.hint;
    case HeadingRole:
        return row.heading;
    case IconNameRole:
        return row.icon;
    default:
        return {};
    }
}

Qt::ItemFlags PaletteModel::flags(const QModelIndex &index) const
{
    if (!index.isValid() || m_rows.at(index.row()).heading)
        return Qt::NoItemFlags;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled;
}

QStringList PaletteModel::mimeTypes() const
{
    return {QLatin1String(MimeType)};
}

QMimeData *PaletteModel::mimeData(const QModelIndexList &indexes) const
{
    const auto wanted = indexes.isEmpty() ? std::nullopt : entry(indexes.first());
    if (!wanted)
        return nullptr;
    auto *data = new QMimeData;
    data->setData(QLatin1String(MimeType),
        QString(QString::number(int(wanted->kind)) + u'/' + wanted->type).toUtf8());
    return data;
}

} // namespace cytoloom
