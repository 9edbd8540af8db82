"""Characters that books print for one another: simplified, traditional, Japanese and variant forms, brought to one form.

Each group is the form that acu folds to, then the others. The forms are those of the names of points and channels.
"""

_GROUPS = """
垒壘 床牀 绝絕絶 谷穀 青靑 清淸 丝糸絲 丰豊豐 临臨 乡郷鄉鄕 云雲 仆僕 仑侖崙 仓倉 会會 侠俠 俞兪腧輸输 兑兊兌 兔兎 关関關 养養 内內 冲沖衝 净浄 劳労勞 华華
却卻 历歴歷 厉厲 厌厭 厘釐 参參 发髪發 台臺 后後 听聴聽 哑唖啞瘂痖 囊嚢 囟顋顖 处処處 复復 头頭 夹夾挟 孙孫 宫宮 宾賓 带帯帶
库庫 强強 归帰歸 当當 恼悩 悬懸県 户戶戸 戾戻 扬揚楊 攒攢攅欑 昆崑 机機 权権權 条條 来來 极極 枢樞 横橫 步歩 气気氣 沟溝 泷滝
泺濼 泽沢澤 浆漿 涌湧 渊淵渕 渎瀆 温溫 溪嵠渓谿 满満滿 灵霊靈 点點 犊犢 独獨 率蟀 玑璣 环環 瘈瘛 盖蓋 窍竅 窗牕窓窻 窝窩
窦竇 筑築 纲綱 经経經 结結 络絡 维維 缝縫 缩縮 缺欠 聪聡聰 肠腸 肾腎 胆膽 脉脈衇 脏臓 脑脳腦 膻亶壇羶 舍舎 荣栄榮 营営營
藏蔵 虚虛 虫蟲 觉覚 贞貞 车車 辄輒 辅輔 边邊辺 郄郤隙 里裏裡 钟鍾鐘锺 铁鉄 锤錘 长長 门門 间間 阑闌 阙闕 阳陽 阴陰 际際 陷陥
笼籠 隐隠隱 顶頂 颅顱 颈頸 颊頰頬 颔頷 颧顴 风風 飞飛 髋髖 髎窌膠 鬓鬢 鱼魚 鸠鳩 鹤鶴 齐齊 龈断齦 龙竜龍 针針 胁脇脅 圆圓员員
闻聞 厅廳 吕呂 细細 鹘鶻 龟龜 闾閭 巅巔 穷窮 颞顳 颥顬 唇脣 膑臏 纪紀 热熱 跷蹺蹻 锐銳鋭 仪儀 眦眥 项項 别別 准準 顺順 训訓 聋聾
脐臍 墙牆 频頻 开開 牵牽 尘塵 颡顙 属屬 节節 骢驄 伤傷 肿腫 黄黃 过過 湿濕溼 资資 体體 儿兒 见見 腘膕 补補 泪淚涙 托託 额額
"""

FOLDED: dict[int, str] = str.maketrans({other: group[0] for group in _GROUPS.split() for other in group[1:]})

# Katakana to hiragana.
KANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
