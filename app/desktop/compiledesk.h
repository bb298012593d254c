// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/error.h"
#include "processgraph/plant/batchbinding.h"
#include "processgraph/plant/plant.h"
#include "processgraph/validation/profile.h"

#include <QtCore/QObject>

namespace cytoloom {

class CompilePage;
struct ChartFile;
class MainWindow;
class RecipeDesk;
class SegmentSwitch;

/// The compile report as a page in turn with the drawing, and the rule profile that both go by:
/// switches on the bar of the documents, files read and written in the pool. GUI thread.
class CompileDesk final : public QObject
{
    Q_OBJECT

public:
    /// Both outlive the desk.
    CompileDesk(MainWindow &window, RecipeDesk &recipes, QObject *parent = nullptr);
    ~CompileDesk() override;

    [[nodiscard]] CompilePage *page() const { return m_page; }
    void setPlant(const std::optional<Plant> &plant);
    /// For the page and for the findings while drawing; kept in the settings.
    void setProfile(Profile profile);
    void readBinding(const QString &fileName);
    void writePdf(const QString &fileName);
    void writeJson(const QString &fileName);
    void writeDonors(const QString &fileName);

Q_SIGNALS:
    /// The planned batch that page and drawing are looked at with, under the name of its file.
    void bindingChanged(const QString &name, const std::optional<cytoloom::BatchBinding> &binding);
    void written(const QString &fileName);
    void failed(const cytoloom::Error &error);

protected:
    /// A binding that is dropped anywhere on the window goes to the page.
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void connectPage();
    void retranslate();
    void askWhere(const QString &title, const QString &filter, const QString &suffix,
        const QString &name, void (CompileDesk::*writer)(const QString &));
    void saveChart(const ChartFile &file);
    template <typename Task> void write(const QString &fileName, Task task);
    [[nodiscard]] QString baseName() const;

    MainWindow &m_window;
    RecipeDesk &m_recipes;
    CompilePage *m_page;
    SegmentSwitch *m_views;
    SegmentSwitch *m_profiles;
};

} // namespace cytoloom
