// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/operation/startchecklist.h"

#include <algorithm>

namespace cytoloom {

QString StartChecklist::groupName(ChecklistItem::Group group)
{
    switch (group) {
    case ChecklistItem::Group::Recipe:
        return tr("Recipe effective");
    case ChecklistItem::Group::Equipment:
        return tr("Equipment free");
    case ChecklistItem::Group::Cleaning:
        return tr("Equipment clean");
    case ChecklistItem::Group::Calibration:
        return tr("Calibration valid");
    case ChecklistItem::Group::Clearance:
        return tr("Line clearance");
    case ChecklistItem::Group::Kit:
        return tr("Kit complete and released");
    case ChecklistItem::Group::Identity:
        return tr("Patient identity");
    case ChecklistItem::Group::Operator:
        return tr("Operator qualified");
    }
    return {};
}

CheckState StartChecklist::worst(const QVector<ChecklistItem> &items)
{
    const auto has = [&](CheckState state) {
        return std::any_of(items.cbegin(), items.cend(),
            [&](const ChecklistItem &item) { return item.state == state; });
    };
    for (const CheckState state : {CheckState::Failed, CheckState::Open, CheckState::Excepted}) {
        if (has(state))
            return state;
    }
    return items.isEmpty() ? CheckState::Open : CheckState::Passed;
}

CheckState StartChecklist::identity(
    const QString &expected, const QString &record, const QString &material)
{
    const auto wrong = [&](const QString &scan) { return !scan.isEmpty() && scan != expected; };
    if (expected.isEmpty() || wrong(record) || wrong(material))
        return CheckState::Failed;
    return record.isEmpty() || material.isEmpty() ? CheckState::Open : CheckState::Passed;
}

} // namespace cytoloom
