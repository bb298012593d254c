// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/filedialogs.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QSettings>
#include <QtCore/QStandardPaths>
#include <QtWidgets/QFileDialog>

namespace cytoloom::filedialogs {

using namespace Qt::StringLiterals;

namespace {

const QString LastFolder = u"lastFolder"_s;

QFileDialog *made(
    QWidget *parent, const QString &title, const QString &filter, const QString &document)
{
    auto *dialog = new QFileDialog(parent, title, startFolder(document), filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QFileDialog::fileSelected, dialog, &remember);
    return dialog;
}

} // namespace

QString startFolder(const QString &document)
{
    if (!document.isEmpty() && !document.startsWith(u':')) {
        const QDir folder = QFileInfo(document).absoluteDir();
        if (folder.exists())
            return folder.path();
    }
    const QString last = QSettings().value(LastFolder).toString();
    if (!last.isEmpty() && QDir(last).exists())
        return last;
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return QDir(documents).exists() ? documents : QDir::homePath();
}

void remember(const QString &fileName)
{
    if (!fileName.isEmpty())
        QSettings().setValue(LastFolder, QFileInfo(fileName).absolutePath());
}

QFileDialog *forOpening(
    QWidget *parent, const QString &title, const QString &filter, const QString &document)
{
    QFileDialog *dialog = made(parent, title, filter, document);
    dialog->setFileMode(QFileDialog::ExistingFile);
    return dialog;
}

QFileDialog *forSaving(QWidget *parent, const QString &title, const QString &filter,
    const QString &suffix, const QString &name, const QString &document)
{
    QFileDialog *dialog = made(parent, title, filter, document);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    dialog->selectFile(name);
    return dialog;
}

} // namespace cytoloom::filedialogs
