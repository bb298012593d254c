// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/grapheditor/stepchooser.h"

#include "widgets/grapheditor/palettedelegate.h"

#include <QtCore/QSortFilterProxyModel>
#include <QtGui/QKeyEvent>
#include <QtGui/QScreen>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QVBoxLayout>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

/// The entries that fit; headings have nothing to say in so short a list.
class FittingModel final : public QSortFilterProxyModel
{
public:
    FittingModel(PaletteModel &model, StepChooser::Fits fits, QObject *parent)
        : QSortFilterProxyModel(parent)
        , m_model(model)
        , m_fits(std::move(fits))
    {
        setSourceModel(&model);
    }

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &) const override
    {
        const auto entry = m_model.entry(m_model.index(row));
        return entry && (!m_fits || m_fits(*entry));
    }

private:
    PaletteModel &m_model;
    StepChooser::Fits m_fits;
};

} // namespace

StepChooser::StepChooser(const Catalog &catalog, const Theme &theme, Language language,
    PaletteModel::Level level, Fits fits, QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_model(new PaletteModel(catalog, this))
    , m_fitting(new FittingModel(*m_model, std::move(fits), this))
    , m_search(new QLineEdit)
    , m_list(new QListView)
    , m_none(new QLabel(tr("Nothing fits here.")))
{
    setObjectName(u"stepChooser"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setProperty("panel", u"raised"_s);
    setFrameShape(QFrame::StyledPanel);
    m_model->setLanguage(language);
    m_model->setLevel(level);
    auto *delegate = new PaletteDelegate(this);
    delegate->setTheme(theme);
    m_search->setObjectName(u"stepChooserSearch"_s);
    m_search->setPlaceholderText(tr("Which step?"));
    m_search->setAccessibleName(tr("Which step?"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(Theme::icon(u"search"_s, theme.muted), QLineEdit::LeadingPosition);
    m_search->installEventFilter(this);
    m_list->setObjectName(u"stepChooserList"_s);
    m_list->setModel(m_fitting);
    m_list->setItemDelegate(delegate);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setStyleSheet(u"QListView { background: transparent; border: none; }"_s);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setAccessibleName(tr("Steps that fit here"));
    m_none->setProperty("role", u"muted"_s);
    m_none->setAlignment(Qt::AlignCenter);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 4, 4);
    layout->setSpacing(6);
    layout->addWidget(m_search);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_none, 1);
    setFixedSize(300, 320);
    connect(m_search, &QLineEdit::textChanged, this, &StepChooser::filter);
    connect(m_list, &QListView::clicked, this, &StepChooser::choose);
    filter({});
}

void StepChooser::popUp(QPoint globalPosition)
{
    const QRect room = parentWidget() && parentWidget()->screen()
        ? parentWidget()->screen()->availableGeometry()
        : QRect(globalPosition, size());
    move(std::clamp(globalPosition.x(), room.left(), std::max(room.left(), room.right() - width())),
        std::clamp(globalPosition.y(), room.top(), std::max(room.top(), room.bottom() - height())));
    show();
    m_search->setFocus();
}

void StepChooser::filter(const QString &text)
{
    m_model->setFilter(text);
    m_fitting->invalidate();
    const bool any = m_fitting->rowCount() > 0;
    m_list->setVisible(any);
    m_none->setVisible(!any);
    if (any)
        m_list->setCurrentIndex(m_fitting->index(0, 0));
}

void StepChooser::choose(const QModelIndex &index)
{
    const auto entry = m_model->entry(m_fitting->mapToSource(index));
    if (!entry)
        return;
    close();
    Q_EMIT chosen(*entry);
}

bool StepChooser::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_search || event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const int row = m_list->currentIndex().row();
    const int last = m_fitting->rowCount() - 1;
    switch (key->key()) {
    case Qt::Key_Down:
        m_list->setCurrentIndex(m_fitting->index(std::min(row + 1, last), 0));
        return true;
    case Qt::Key_Up:
        m_list->setCurrentIndex(m_fitting->index(std::max(row - 1, 0), 0));
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        choose(m_list->currentIndex());
        return true;
    case Qt::Key_Escape:
        close();
        return true;
    default:
        return false;
    }
}

} // namespace cytoloom
