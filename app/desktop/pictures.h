// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/picturescene.h"
#include "processgraph/foundation/language.h"

#include <QtCore/QObject>
#include <QtCore/QSize>

#include <memory>

namespace cytoloom {

class DesignScenes;
class MainWindow;
class Workspace;

/// Takes a picture of every page and of the designer in use, in both languages and at two sizes,
/// some in the dark look as well, of a store that holds a batch: `cytoloom --pictures DIR --store
/// FILE`. Windows that a scene opens are painted where they stand, with their titles. Ends the
/// program when it is done: 0, or 1 when a scene did not come about or a file was not written.
class Pictures final : public QObject
{
    Q_OBJECT

public:
    Pictures(MainWindow &window, Workspace &workspace, const QString &folder, const QString &batch);
    ~Pictures() override;
    /// Only these, in every language, size and look that they have; empty: all. Before start().
    void setScenes(const QStringList &only) { m_only = only; }
    void start();

private:
    struct Shot
    {
        const PictureScene *scene = nullptr;
        Language language = Language::Zh;
        QSize size;
        bool dark = false;
    };
    [[nodiscard]] QVector<PictureScene> pageScenes();
    void next();
    void step(int number);
    void await(int number, int triesLeft);
    void shoot();
    void fail(const QString &what);

    MainWindow &m_window;
    Workspace &m_workspace;
    std::unique_ptr<DesignScenes> m_design;
    QString m_folder;
    QString m_batch;
    QStringList m_only;
    QVector<PictureScene> m_scenes;
    QVector<Shot> m_shots;
    int m_shot = -1;
    int m_failures = 0;
};

} // namespace cytoloom
