// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compare/differencemodel.h"

#include <QtGui/QPainter>
#include <QtGui/QPixmap>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

DifferenceLook DifferenceLook::of(DifferenceKind kind, DifferenceWeight weight, const Theme &theme)
{
    if (weight == DifferenceWeight::Widened)
        return {
            u"▲"_s, theme.alarm[0], kind == DifferenceKind::Removed ? Qt::DashLine : Qt::SolidLine};
    switch (kind) {
    case DifferenceKind::Added:
        return {u"+"_s, theme.passed, Qt::SolidLine};
    case DifferenceKind::Removed:
        return {u"−"_s, theme.text, Qt::DashLine};
    case DifferenceKind::Moved:
        return {u"↔"_s, theme.strongLine, Qt::DotLine};
    case DifferenceKind::Changed:
        break;
    }
    if (weight == DifferenceWeight::Layout)
        return {u"↔"_s, theme.strongLine, Qt::DotLine};
    return {weight == DifferenceWeight::Wording ? u"Aa"_s : u"≠"_s,
        weight == DifferenceWeight::Wording ? theme.muted : theme.pens[0], Qt::SolidLine};
}

DifferenceModel::DifferenceModel(const Theme &theme, QObject *parent)
    : QAbstractListModel(parent)
    , m_theme(theme)
{ }

void DifferenceModel::setDifferences(const QVector<Difference> &differences)
{
    m_all = differences;
    fill();
}

void DifferenceModel::setLanguage(Language language)
{
    m_language = language;
    fill();
}

void DifferenceModel::setTheme(const Theme &theme)
{
    m_theme = theme;
    fill();
}

void DifferenceModel::setShown(DifferenceWeight weight, bool shown)
{
    if (shown)
        m_hidden.remove(int(weight));
    else
        m_hidden.insert(int(weight));
    fill();
}

bool DifferenceModel::isShown(DifferenceWeight weight) const
{
    return !m_hidden.contains(int(weight));
}

void DifferenceModel::fill()
{
    beginResetModel();
    m_rows.clear();
    std::copy_if(m_all.cbegin(), m_all.cend(), std::back_inserter(m_rows),
        [this](const Difference &each) { return isShown(each.weight); });
    std::stable_sort(m_rows.begin(), m_rows.end(),
        [](const Difference &a, const Difference &b) { return a.weight > b.weight; });
    endResetModel();
}

QString DifferenceModel::weightName(DifferenceWeight weight)
{
    switch (weight) {
    case DifferenceWeight::Widened:
        return tr("Weaker guard");
    case DifferenceWeight::Changed:
        return tr("Process");
    case DifferenceWeight::Wording:
        return tr("Wording");
    case DifferenceWeight::Layout:
        break;
    }
    return tr("Drawing only");
}

QString DifferenceModel::toText() const
{
    QStringList lines;
    for (const Difference &each : m_rows)
        lines << u"[%1] %2"_s.arg(weightName(each.weight), each.text(m_language));
    return lines.join(u'\n');
}

int DifferenceModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant DifferenceModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Difference &each = m_rows.at(index.row());
    const DifferenceLook look = DifferenceLook::of(each.kind, each.weight, m_theme);
    switch (role) {
    case Qt::DisplayRole:
        return each.text(m_language);
    case Qt::ToolTipRole:
    case Qt::AccessibleDescriptionRole:
        return weightName(each.weight);
    case Qt::AccessibleTextRole:
        return weightName(each.weight) + u": "_s + each.text(m_language);
    case Qt::ForegroundRole:
        return each.weight == DifferenceWeight::Layout ? m_theme.muted : m_theme.text;
    case Qt::DecorationRole: {
        QPixmap picture(24, 20);
        picture.fill(Qt::transparent);
        QPainter painter(&picture);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setFont(Theme::font(14, true));
        painter.setPen(look.colour);
        painter.drawText(picture.rect(), Qt::AlignCenter, look.sign);
        return picture;
    }
    default:
        return {};
    }
}

} // namespace cytoloom
