// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QDialog;

namespace cytoloom {

/// Escape closes \p dialog even where its content (a drawing, a table) has a use of its own for
/// that key. Text that is being edited still gets it first. GUI thread.
void closeByEscape(QDialog &dialog);

} // namespace cytoloom
