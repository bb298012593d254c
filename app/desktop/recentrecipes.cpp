// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/recentrecipes.h"

#include "app/desktop/pool.h"
#include "widgets/common/welcomepage.h"

#include <QtCore/QDateTime>
#include <QtCore/QFileInfo>
#include <QtCore/QSettings>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {
constexpr int MostRecent = 6;
}

RecentRecipes::RecentRecipes(WelcomePage &page, QObject *parent)
    : QObject(parent)
    , m_page(page)
{
    showCards();
    showFiles();
}

void RecentRecipes::showCards()
{
    m_page.setCards({
        {u"cart"_s, u"op-expand"_s, {u"CAR-T on the demo plant"_s, u"在演示车间运行 CAR-T"_s},
            {u"Autologous lentiviral CAR-T, closed, about 12 days: opens the recipe and the simulated plant."_s,
                u"自体慢病毒 CAR-T，密闭，约 12 天：打开工艺和模拟车间。"_s},
            {u"13 units · Modbus TCP, RTU, MT-SICS"_s, u"13 个单元 · Modbus TCP、RTU、MT-SICS"_s}},
        {u"msc"_s, u"op-bank"_s,
            {u"Wharton's-jelly MSC on the demo plant"_s, u"在演示车间运行华通氏胶 MSC"_s},
            {u"Expansion with passages, harvest, fill, bank: opens the recipe and the simulated plant."_s,
                u"传代扩增、收获、分装、建库：打开工艺和模拟车间。"_s},
            {u"13 units · about 10 days"_s, u"13 个单元 · 约 10 天"_s}},
        {u"plant"_s, u"devices"_s, {u"Demo plant"_s, u"演示车间"_s},
            {u"Thirteen simulated devices on real ports: see their states, values and trends."_s,
                u"十三台模拟设备，使用真实端口：查看状态、数值和趋势。"_s},
            {u"Rooms of grade A to D · ×1 to ×5000"_s, u"A 至 D 级洁净区 · ×1 至 ×5000"_s}},
    });
}

void RecentRecipes::showFiles()
{
    // A file may lie on a share that does not answer: its date is asked for in the pool.
    inPool(
        this,
        [paths = QSettings().value(u"recent"_s).toStringList()] {
            QVector<RecentFile> files;
            for (const QString &path : paths) {
                const QFileInfo info(path);
                if (info.exists())
                    files.append({path, {info.fileName(), info.fileName()},
                        utcFromMs(info.lastModified().toMSecsSinceEpoch())});
            }
            return files;
        },
        [this](const QVector<RecentFile> &files) { m_page.setRecentFiles(files); });
}

void RecentRecipes::remember(const QString &fileName)
{
    if (fileName.startsWith(u':'))
        return;
    QSettings settings;
    QStringList recent = settings.value(u"recent"_s).toStringList();
    recent.removeAll(fileName);
    recent.prepend(fileName);
    settings.setValue(
        u"recent"_s, QStringList(recent.first(std::min<qsizetype>(MostRecent, recent.size()))));
    showFiles();
}

} // namespace cytoloom
