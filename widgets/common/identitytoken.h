// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/page.h"

namespace cytoloom {

/// Whose cells these are, on screen all the time: colour band, shape, coded identity, and the words
/// of shape and colour, so that nobody needs to see the colour.
class IdentityToken final : public Page
{
    Q_OBJECT

public:
    explicit IdentityToken(const Theme &theme, QWidget *parent = nullptr);

    /// An empty \p identity shows that no batch is selected.
    void setIdentity(const QString &identity, const QString &shape, const QString &colour);
    [[nodiscard]] QString identity() const { return m_identity; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void retranslate() override;
    void restyle() override { update(); }
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QString words() const;

    QString m_identity;
    QString m_shape;
    QString m_colour;
};

} // namespace cytoloom
