"""The posts of the made-up programme, by what they are about."""

from home.sample.posts import deciding, learning, money, people, places

POSTS = [*learning.POSTS, *people.POSTS, *places.POSTS, *money.POSTS, *deciding.POSTS]
