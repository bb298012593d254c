// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/language.h"
#include "widgets/common/theme.h"

#include <QtWidgets/QWidget>

namespace cytoloom {

/// What every page and panel has in common: a theme and a language that may change while it is on
/// screen. Derived classes fill all their texts in retranslate() and all their colours in
/// restyle(); both must be callable at any time after construction. GUI thread.
class Page : public QWidget
{
    Q_OBJECT

public:
    explicit Page(const Theme &theme, QWidget *parent = nullptr);

    [[nodiscard]] const Theme &theme() const { return m_theme; }
    [[nodiscard]] Language language() const { return m_language; }

    /// Colours change; the style sheet of the standard widgets is the application's, not the
    /// page's.
    void setTheme(const Theme &theme);
    /// Language of the texts that the core brings (recipes, message codes). Own texts follow the
    /// translator that the application installs.
    void setLanguage(Language language);

protected:
    virtual void retranslate() = 0;
    virtual void restyle() = 0;
    void changeEvent(QEvent *event) override;

private:
    Theme m_theme;
    Language m_language = Language::En;
};

} // namespace cytoloom
