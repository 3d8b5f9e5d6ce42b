"""Traditional characters that reports and their site templates use, with the simplified ones, character for character."""

from __future__ import annotations

import re

_TRADITIONAL = (
    "總體況動開請處數辦機關規許強業費現廢組織團財學沒無員會於國應當議訴訟維糾結審復複經計書寫門務級縣區設"
    "電為條項與對認從說讀傳達師長給東專單價產權統籌檔選舉進還這過發稱號報護據滿補續餘險損壞隨構剛資類證執"
    "詢問題歸納匯轉萬億個兩訪繳獲屬內額製際決採購減穩鎮鄉廳間標時實監責並繼後須將協讓連網眾訊誤該聯綜緊約"
    "僅點種別聞聽訂佈廣場則歷歲舊嚴堅習領導黨樣較備異終變調劃啟啓彙態圖視頻講課訓檢顯見覆樓節層裝釋優勢創"
    "運營積極參觀眞確準預測質環診療貧農鋪養線鏈錯虛僞偽評論寬擴闡獨隱諮詳細雙試驗響聲獎懲罰築礎術騰託擔憑"
    "紀衛儘盡戶遲遺週練麗劉陳徵滯貼幫親邊贏趨軟輸邏適鄧鄰醫鉤錄鍵鏡閉閱闊隊階難靈頁順顧願飛駐黃齊齡龍壓夥"
    "夠奪嘗嚮勞勵囑園圍圓塊壯夢寧尋屆島嶺帶幹庫廈張彈徑恆惡慮憂戰戲擇擁擬擊敗敵斷曆朧歡殘殺氣沖沈浹淨渾湊"
    "滅漸潔潤災燈爭狀猶獻瑪畢畫盜盤礙禍禮穫窮競筆簡簽糧紅純紙紛絕絡緩緣縮縱績繫罷羅聖職肅膽興艦藝蘇虧衝裡"
    "裏覽觸誌誠誰諾謀謝識譯豐負貢貨貫貴買貿賀賞賣賬賴贈趙跡踐車軌輕載輔輛輩輪辭遠遞邁範衆"
)
_SIMPLIFIED = (
    "总体况动开请处数办机关规许强业费现废组织团财学没无员会于国应当议诉讼维纠结审复复经计书写门务级县区设"
    "电为条项与对认从说读传达师长给东专单价产权统筹档选举进还这过发称号报护据满补续余险损坏随构刚资类证执"
    "询问题归纳汇转万亿个两访缴获属内额制际决采购减稳镇乡厅间标时实监责并继后须将协让连网众讯误该联综紧约"
    "仅点种别闻听订布广场则历岁旧严坚习领导党样较备异终变调划启启汇态图视频讲课训检显见复楼节层装释优势创"
    "运营积极参观真确准预测质环诊疗贫农铺养线链错虚伪伪评论宽扩阐独隐咨详细双试验响声奖惩罚筑础术腾托担凭"
    "纪卫尽尽户迟遗周练丽刘陈征滞贴帮亲边赢趋软输逻适邓邻医钩录键镜闭阅阔队阶难灵页顺顾愿飞驻黄齐龄龙压伙"
    "够夺尝向劳励嘱园围圆块壮梦宁寻届岛岭带干库厦张弹径恒恶虑忧战戏择拥拟击败敌断历胧欢残杀气冲沉浃净浑凑"
    "灭渐洁润灾灯争状犹献玛毕画盗盘碍祸礼获穷竞笔简签粮红纯纸纷绝络缓缘缩纵绩系罢罗圣职肃胆兴舰艺苏亏冲里"
    "里览触志诚谁诺谋谢识译丰负贡货贯贵买贸贺赏卖账赖赠赵迹践车轨轻载辅辆辈轮辞远递迈范众"
)
SIMPLIFY = str.maketrans(_TRADITIONAL, _SIMPLIFIED)
"""One character for one: offsets stay."""
_ANY = re.compile(f"[{_TRADITIONAL}]")


def simplified(text: str) -> str:
    """The text with its traditional characters simplified, character for character: offsets stay."""
    # Hardly a page has one, and to look is ten times quicker than to translate.
    return text.translate(SIMPLIFY) if _ANY.search(text) else text
