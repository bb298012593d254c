// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/messagelistmodel.h"
#include "widgets/common/page.h"

#include <functional>

class QLabel;
class QProgressBar;
class QPushButton;

namespace cytoloom {

/// What everybody in front of the window has to know, as a bar below the top bar, with what to do
/// about it. One thing has one key: told again it is not shown twice. The bar is hidden while there
/// is nothing to say; it never takes the focus and never blocks the page below. GUI thread.
class NoticeBar final : public Page
{
    Q_OBJECT

public:
    explicit NoticeBar(const Theme &theme, QWidget *parent = nullptr);

    /// \p lasting: a state. It stays, without a button, until clear(). Others can be put away.
    void set(const QString &key, NoticeLevel level, const Error &error, bool lasting = false);
    /// Work that takes its time; \p text is asked again when the language changes.
    void setBusy(const QString &key, std::function<QString()> text, bool cancellable);
    void clear(const QString &key);
    [[nodiscard]] bool contains(const QString &key) const;
    [[nodiscard]] qsizetype count() const { return m_entries.size(); }
    /// The notice that is on screen: states first, then errors, then the newest. Empty: none.
    [[nodiscard]] QString shownKey() const;
    [[nodiscard]] QString shownText() const;

Q_SIGNALS:
    void cancelRequested(const QString &key);

protected:
    void retranslate() override;
    void restyle() override;
    void paintEvent(QPaintEvent *event) override;

private:
    struct Entry
    {
        QString key;
        NoticeLevel level = NoticeLevel::Info;
        Error error;
        std::function<QString()> busy;
        bool lasting = false;
        bool cancellable = false;
    };
    void put(const Entry &entry);
    [[nodiscard]] qsizetype indexOf(const QString &key) const;
    [[nodiscard]] QColor ink() const;

    QVector<Entry> m_entries; ///< the one that is shown first
    QLabel *m_icon;
    QLabel *m_text;
    QLabel *m_remedy;
    QProgressBar *m_progress;
    QPushButton *m_more;
    QPushButton *m_button;
};

} // namespace cytoloom
