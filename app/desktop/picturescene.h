// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>
#include <QtCore/QVector>

#include <functional>

namespace cytoloom {

/// One thing to photograph: what a person does to get there, and how one knows that it is there.
/// Run for each language and size anew, with every window but the main one closed before.
struct PictureScene
{
    struct Step
    {
        std::function<void()> act;
        std::function<bool()> until {}; ///< empty: at once
    };
    QString name; ///< of the file: NAME-LANGUAGE-WIDTH.png
    QVector<Step> steps;
    bool dark = false; ///< also in the dark look
};

} // namespace cytoloom
