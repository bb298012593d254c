// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/id.h"
#include "processgraph/foundation/quantity.h"
#include "processgraph/plant/tagvalue.h"
#include "widgets/common/page.h"

namespace cytoloom {

/// What one tile shows.
struct TileContent
{
    TagId tag;
    LocalizedText name;
    QString unit;
    std::optional<double> setPoint;
    Range alert; ///< inner band
    Range action; ///< outer band: what is written under the name
    Range display; ///< scale where there are no limits
    bool critical = false; ///< a CPP
    std::optional<TagValue> value; ///< none: never read
    int alarmPriority = 0; ///< 0: none
    bool unacknowledged = false;
    QString alarmId;
    friend bool operator==(const TileContent &, const TileContent &) = default;
};

/// One live value with its limits: big number, band, marker. In alarm it takes the colour, shape
/// and number of the alarm; a value that is not Good is grey, hatched and says so.
class ParameterTile final : public Page
{
    Q_OBJECT

public:
    explicit ParameterTile(const Theme &theme, QWidget *parent = nullptr);

    void setContent(const TileContent &content);
    [[nodiscard]] const TileContent &content() const { return m_content; }
    /// The number with as many decimals as its limits ask for, so that it does not dance.
    [[nodiscard]] static QString valueText(const TileContent &content);
    /// Ends of the bar for these limits.
    [[nodiscard]] static std::pair<double, double> scale(const TileContent &content);
    [[nodiscard]] QSize sizeHint() const override { return {400, 88}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {180, 72}; }

Q_SIGNALS:
    void clicked(const cytoloom::TagId &tag);

protected:
    void retranslate() override;
    void restyle() override { update(); }
    void paintEvent(QPaintEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    void paintBar(QPainter &painter, const QRectF &bar) const;

    TileContent m_content;
};

} // namespace cytoloom
