"""Who subscribes, and to which campaigns: a workspace with as many members as it takes, and a token each."""

from dataclasses import dataclass

from app.database import close_database, open_database
from auth.tokens import mint
from models import ApiToken, Campaign, Member, User
from tests import factories


@dataclass(frozen=True, slots=True)
class Furnished:
    workspace_id: str
    campaign_id: str
    others: list[str]
    tokens: list[str]


async def furnished(url: str, members: int, groups: int) -> Furnished:
    await open_database(url)
    workspace = await factories.workspace()
    campaign, *others = [await factories.campaign(workspace) for _ in range(groups + 1)]
    tokens = await _tokens(campaign, members)
    await close_database()
    return Furnished(str(workspace.id), str(campaign.id), [str(other.id) for other in others], tokens)


async def _tokens(campaign: Campaign, members: int) -> list[str]:
    home, at, minted = campaign.workspace_id, factories.START, [mint() for _ in range(members)]
    users = [User(email=f"m{number}@example.com", first_name="Mo", created_at=at) for number in range(members)]
    joined = [Member(workspace_id=home, user_id=user.id, role="member", created_at=at) for user in users]
    tokens = [
        ApiToken(workspace_id=home, member_id=one.id, token_hash=token.hash, prefix=token.prefix, created_at=at)
        for one, token in zip(joined, minted, strict=True)
    ]
    await User.bulk_create(users)
    await Member.bulk_create(joined)
    await ApiToken.bulk_create(tokens)
    return [token.text for token in minted]
