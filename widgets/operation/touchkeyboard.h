// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/page.h"

#include <QtCore/QPointer>
#include <QtCore/QStringList>
#include <QtCore/QVector>

class QHBoxLayout;
class QPushButton;

namespace cytoloom {

/// A keyboard for gloves: keys of at least 15 mm, letters, digits and signs, and phrases of the
/// field as whole words, so that little is typed. It comes up by itself when a text field of the
/// application gets the focus while it is enabled, at the bottom of the screen or, where the field
/// would be covered, at the top. It never takes the focus. Number pads and fields for scans are
/// left alone (property "noKeyboard").
///
/// Chinese by pinyin is the affair of Qt's own keyboard (package qt6-virtualkeyboard-plugin,
/// QT_IM_MODULE=qtvirtualkeyboard): where that is on, this one keeps away. GUI thread.
class TouchKeyboard final : public Page
{
    Q_OBJECT

public:
    explicit TouchKeyboard(const Theme &theme, QWidget *parent = nullptr);
    ~TouchKeyboard() override;

    /// On a panel; off: somebody has a keyboard.
    void setActive(bool active);
    [[nodiscard]] bool isActive() const { return m_active; }
    [[nodiscard]] static bool isSystemKeyboardOn();
    /// Whole words that can be put in by one tap; they follow the language.
    void setPhrases(const QVector<LocalizedText> &phrases);
    /// Device, value, material, help: what reasons and remarks are made of.
    [[nodiscard]] static QVector<LocalizedText> usualPhrases();
    /// Where it stands so that \p field stays free: at the bottom of \p screen, else at its top.
    [[nodiscard]] static QRect placeFor(const QRect &field, const QRect &screen, int height);
    void dismiss();

protected:
    void retranslate() override;
    void restyle() override;
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void build();
    void showFor(QWidget *field);
    void press(const QString &text);
    void send(int key, const QString &text = {});
    void labelKeys();
    void fillPhrases();
    [[nodiscard]] static bool takesText(const QWidget *widget);

    bool m_active = false;
    bool m_shift = false;
    bool m_signs = false;
    QPointer<QWidget> m_field;
    QVector<LocalizedText> m_phrases;
    QWidget *m_phraseRow;
    QHBoxLayout *m_phraseLayout;
    QVector<QPushButton *> m_keys; ///< row after row
    QPushButton *m_shiftKey = nullptr;
    QPushButton *m_signKey = nullptr;
    QPushButton *m_spaceKey = nullptr;
    QPushButton *m_backKey = nullptr;
    QPushButton *m_leftKey = nullptr;
    QPushButton *m_rightKey = nullptr;
    QPushButton *m_enterKey = nullptr;
    QPushButton *m_hideKey = nullptr;
};

} // namespace cytoloom
