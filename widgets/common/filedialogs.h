// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

class QFileDialog;
class QWidget;

namespace cytoloom {

/// Dialogs that ask for a file. They start in the folder of the open document, otherwise in the one
/// that was used last (settings), otherwise in Documents: never in the working folder, which is
/// wherever the program happened to be started. GUI thread.
namespace filedialogs {

/// \p document: the file that is open; a shipped one (":/…") or none counts as none.
[[nodiscard]] QString startFolder(const QString &document = {});
/// The folder of \p fileName is the one used last.
void remember(const QString &fileName);

/// A dialog for a file that is there. It deletes itself, remembers what is chosen, and is opened
/// by the caller once fileSelected() is connected.
[[nodiscard]] QFileDialog *forOpening(
    QWidget *parent, const QString &title, const QString &filter, const QString &document = {});
/// The same for a file to be written, called \p name unless the person says otherwise; \p suffix
/// without a dot.
[[nodiscard]] QFileDialog *forSaving(QWidget *parent, const QString &title, const QString &filter,
    const QString &suffix, const QString &name, const QString &document = {});

} // namespace filedialogs
} // namespace cytoloom
