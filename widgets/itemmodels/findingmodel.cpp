// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/itemmodels/findingmodel.h"

#include "processgraph/foundation/messagecatalog.h"
#include "widgets/grapheditor/words.h"

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

void FindingModel::setFindings(const QVector<Finding> &findings, const MasterRecipe &recipe)
{
    m_recipe = recipe;
    if (findings == m_findings) {
        if (!m_findings.isEmpty())
            Q_EMIT dataChanged(index(0), index(int(m_findings.size()) - 1));
        return;
    }
    beginResetModel();
    m_findings = findings;
    endResetModel();
}

void FindingModel::setLanguage(Language language)
{
    beginResetModel();
    m_language = language;
    endResetModel();
}

int FindingModel::count(Severity severity) const
{
    return int(
        std::count_if(m_findings.cbegin(), m_findings.cend(), [severity](const Finding &finding) {
            return finding.severity == severity && !finding.waived;
        }));
}

int FindingModel::waivedCount() const
{
    return int(std::count_if(m_findings.cbegin(), m_findings.cend(),
        [](const Finding &finding) { return finding.waived; }));
}

int FindingModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_findings.size());
}

QString FindingModel::placeText(const Finding &finding) const
{
    if (finding.places.isEmpty())
        return {};
    const FindingPlace &place = finding.places.first();
    const Procedure &procedure = m_recipe.procedure;
    QStringList parts;
    ElementId at = place.element;
    const Link *link = procedure.link(place.link);
    if (link && at.isEmpty())
        at = link->from.element;
    const QVector<ElementId> above = procedure.ancestors(at);
    for (const ElementId &id : above)
        parts << procedure.element(id)->name.in(m_language);
    if (const Element *element = procedure.element(at)) {
        parts << element->name.in(m_language);
        if (const Parameter *parameter = element->parameter(place.parameter))
            parts << parameter->name.in(m_language);
        if (const Port *port = element->port(place.port))
            parts << port->name.in(m_language);
    }
    if (link) {
        if (const Element *to = procedure.element(link->to.element); to && place.element.isEmpty())
            parts.last() += u" → "_s + to->name.in(m_language);
    }
    QString text = parts.join(u" › "_s);
    if (!place.unit.isEmpty())
        text += (text.isEmpty() ? QString() : u" · "_s) + place.unit.value();
    if (!place.room.isEmpty())
        text += (text.isEmpty() ? QString() : u" · "_s) + place.room.value();
    if (finding.places.size() > 1)
        text += u" · "_s + tr("and %n more place(s)", nullptr, int(finding.places.size()) - 1);
    return text;
}

QVariant FindingModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Finding &finding = m_findings.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return MessageCatalog::shipped().text(finding.message, m_language);
    case SeverityRole:
        return int(finding.severity);
    case RuleRole:
        return finding.rule;
    case RemedyRole:
        return MessageCatalog::shipped().remedy(finding.message, m_language);
    case PlaceRole:
        return placeText(finding);
    case WaivedRole:
        return finding.waived;
    default:
        return {};
    }
}

} // namespace cytoloom
