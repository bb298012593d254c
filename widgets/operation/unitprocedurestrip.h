// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/execution/proceduralstate.h"
#include "processgraph/foundation/id.h"
#include "widgets/common/page.h"

#include <QtCore/QVector>

namespace cytoloom {

/// One box of the strip.
struct StripItem
{
    ElementId id;
    LocalizedText name;
    ProceduralState state = ProceduralState::Idle;
    friend bool operator==(const StripItem &, const StripItem &) = default;
};

/// The unit procedures of a batch from left to right: what is done is dark, what runs is white with
/// a strong outline, what comes is pale. States other than these say their word.
class UnitProcedureStrip final : public Page
{
    Q_OBJECT

public:
    explicit UnitProcedureStrip(const Theme &theme, QWidget *parent = nullptr);

    void setItems(const QVector<StripItem> &items);
    [[nodiscard]] const QVector<StripItem> &items() const { return m_items; }
    [[nodiscard]] QSize sizeHint() const override { return {600, 46}; }

Q_SIGNALS:
    void clicked(const cytoloom::ElementId &id);

protected:
    void retranslate() override { update(); }
    void restyle() override { update(); }
    void paintEvent(QPaintEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    bool event(QEvent *event) override;

private:
    [[nodiscard]] QRect box(int index) const;
    [[nodiscard]] int at(QPoint position) const;

    QVector<StripItem> m_items;
};

} // namespace cytoloom
