import pytest

from packager import layout
from packager.typesetting import Style

NEWS = (
    "本报讯（记者 周晓岚）7月21日，记者从市水务局获悉：今年上半年，全市新建改建供水管网46.8公里，"
    "“一户一表”改造惠及1.2万户居民，管网漏损率降至8.6%以下。",
    "“过去一到夏天，六楼就没水。”家住滨河路的退休教师何秀英说，“现在拧开龙头，哗哗地响！”"
    "她家所在的小区建于1987年，地下管线年久失修，曾是《民生热线》的“常客”。",
    "项目采用“先通后断、分段施工”的办法——白天敷设新管，夜间切换旧管，居民用水几乎不受影响……"
    "施工高峰期，12支队伍、340余名工人同时作业，累计开挖沟槽9.3千米。",
    "据介绍，下一步该市将推广AI巡检与GIS平台，在2026年底前建成覆盖全域的智慧水网"
    "（含雨水、污水、再生水三张子网），让“看不见的地下”变成“看得见的数据”。",
)


@pytest.fixture(scope="session")
def body() -> Style:
    return layout.load("broadsheet").style("body")


@pytest.fixture(scope="session")
def headline() -> Style:
    return layout.load("broadsheet").style("headline")


@pytest.fixture(params=NEWS, ids=["brief", "quotes", "dashes", "latin"])
def paragraph(request: pytest.FixtureRequest) -> str:
    return request.param
