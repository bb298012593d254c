// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The least that a Qt Widgets program can be: what ./bench window compares Cytoloom's start, memory
// and idle load with.
#include "app/desktop/startuptime.h"

#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMainWindow>

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QMainWindow window;
    window.setCentralWidget(new QLabel(QStringLiteral("胞织 Cytoloom")));
    window.resize(1440, 900);
    cytoloom::printStartupTime(window);
    window.show();
    return QApplication::exec();
}
