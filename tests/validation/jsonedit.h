// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtCore/QString>

namespace cytoloom::test {

/// Changes one place of a recipe, plant or binding file, as the cases in tests/data/rules say it:
/// {"at": PATH, "set": VALUE} · {"at": PATH, "append": VALUE} · {"at": PATH, "remove": true} ·
/// {"at": "elements[ID]", "bypass": true}: away with the step and its links; who led to it leads to
/// what came after it.
/// PATH is "a.b[key].c": in arrays, key is an index or the id, serial, role, unit, room, person,
/// element, batch, capability, attribute or signal of an item. "elements[ID]" and "links[ID]" at
/// the front find the step or link on whatever level it stands. A step that is removed takes its
/// links with it. Empty on success, otherwise what is wrong with the edit.
[[nodiscard]] QString applyEdit(QJsonObject &file, const QJsonObject &edit);
/// One after the other.
[[nodiscard]] QString applyEdits(QJsonObject &file, const QJsonArray &edits);

} // namespace cytoloom::test
