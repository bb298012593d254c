// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QObject>

namespace cytoloom {

class WelcomePage;

/// What the welcome page offers: the demonstrations and the recipes that were used last. GUI
/// thread.
class RecentRecipes final : public QObject
{
    Q_OBJECT

public:
    RecentRecipes(WelcomePage &page, QObject *parent = nullptr);

    void remember(const QString &fileName);

private:
    void showCards();
    void showFiles();

    WelcomePage &m_page;
};

} // namespace cytoloom
