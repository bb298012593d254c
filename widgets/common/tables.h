// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QTableView;

namespace cytoloom::tables {

/// What every table of the program looks like: whole rows, no grid, calm headers, rows that a
/// finger hits, columns that a person may resize.
void prepare(QTableView *view, int rowHeight = 34);

} // namespace cytoloom::tables
