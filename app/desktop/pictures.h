// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QObject>

namespace cytoloom {

class MainWindow;
class Workspace;

/// Takes a picture of every page, in both languages and at two sizes, of a store that holds a
/// batch: `cytoloom --pictures DIR --store FILE`. Ends the program when it is done.
class Pictures final : public QObject
{
    Q_OBJECT

public:
    Pictures(MainWindow &window, Workspace &workspace, const QString &folder, const QString &batch);
    void start();

private:
    void next();
    void shoot(const QString &name);

    MainWindow &m_window;
    Workspace &m_workspace;
    QString m_folder;
    QString m_batch;
    int m_step = 0;
};

} // namespace cytoloom
