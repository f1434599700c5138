from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE TABLE IF NOT EXISTS "import_chunk" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "workspace_id" UUID NOT NULL,
    "place" INT NOT NULL,
    "rows" INT NOT NULL,
    "sealed_rows" TEXT NOT NULL,
    "batch_id" UUID NOT NULL REFERENCES "import_batch" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_import_chun_batch_i_00926e" UNIQUE ("batch_id", "place")
);
        CREATE TABLE IF NOT EXISTS "import_row" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "workspace_id" UUID NOT NULL,
    "place" INT NOT NULL,
    "outcome" VARCHAR(16) NOT NULL,
    "reason" VARCHAR(500),
    "contact_id" UUID,
    "batch_id" UUID NOT NULL REFERENCES "import_batch" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_import_row_batch_i_432797" UNIQUE ("batch_id", "place")
);
CREATE INDEX IF NOT EXISTS "idx_import_row_batch_i_0bf6ed" ON "import_row" ("batch_id", "contact_id");
        ALTER TABLE "import_batch" ADD "reason" VARCHAR(300);
        ALTER TABLE "import_batch" ADD "campaign_id" UUID;
        ALTER TABLE "import_batch" ADD "member_ids" JSONB;
        ALTER TABLE "import_batch" ADD "until" TIMESTAMPTZ;
        ALTER TABLE "import_batch" ADD "header" JSONB;
        ALTER TABLE "import_batch" ADD "total" INT NOT NULL DEFAULT 0;
        ALTER TABLE "import_batch" ADD "assigned" INT NOT NULL DEFAULT 0;
        ALTER TABLE "import_batch" ADD "mapping" JSONB;
        ALTER TABLE "import_batch" ADD "encoding" VARCHAR(32);
        ALTER TABLE "import_batch" ADD "preset" VARCHAR(32);
        CREATE INDEX IF NOT EXISTS "idx_import_batc_state_ade666" ON "import_batch" ("state", "created_at");"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        DROP INDEX IF EXISTS "idx_import_batc_state_ade666";
        ALTER TABLE "import_batch" DROP COLUMN "reason";
        ALTER TABLE "import_batch" DROP COLUMN "campaign_id";
        ALTER TABLE "import_batch" DROP COLUMN "member_ids";
        ALTER TABLE "import_batch" DROP COLUMN "until";
        ALTER TABLE "import_batch" DROP COLUMN "header";
        ALTER TABLE "import_batch" DROP COLUMN "total";
        ALTER TABLE "import_batch" DROP COLUMN "assigned";
        ALTER TABLE "import_batch" DROP COLUMN "mapping";
        ALTER TABLE "import_batch" DROP COLUMN "encoding";
        ALTER TABLE "import_batch" DROP COLUMN "preset";
        DROP TABLE IF EXISTS "import_row";
        DROP TABLE IF EXISTS "import_chunk";"""


MODELS_STATE = (
    "eJztfWtz2zqS9l9B+UuSenW88S3JOLtvlZN4z/Fs4kzFzszUjqckSIQsjimCQ5CWNZf/vt"
    "0AryApk4wuFIMv58QkGiKfBgF0o/vpfx7MucUccXgxCWzuHpyTfx64dM7gH9qdATmgnpde"
    "xwsBHTuyKU3bjEXgw59wdUodweCSxcTEt72ofzd0HLzIJ9DQdu9RfGRbI2ILAgKcBDNGRh"
    "M696h97+KN0LWYTxYzezIjn8KnX2546JEHly8EtEUp+eOEuhZxOVxx7wmTvyw7owHhLiMO"
    "5w/Ytc+IoEsB3TH86861A7Kg0BN9YO4hGTGPT2byYfA56GTCQzcgDqOCvYCfCuTlwJ4zwq"
    "dEMNeCnzsnlDg0gIeccQeeFRoufDtg8D8b++Qec8XonMBPRf1ObV/Ac03x56FXIeBV58wN"
    "1PMGPJzMmGrpMV9w6OTrlPhswt2J7dgU3/f8zh05VATDBfetIQ2SZ8Yngc6hNQPQVY/C4w"
    "/yie3gPRkhFswaLqjjjAZkRF2xAFyiC+Qlaug86go6ksjd8wDAddkrhBl+GdQMjxtLpK8k"
    "f82ypSbgEqjEDkDGVwpIAPx7yEJQEKos7oreU9uV74ENhD0P8UUsMucSGHh2eR0xgAfI/g"
    "68kc/oZIaDcTjl/ohIpYmosSC2G40e9Qz4siR+afkMggWBw5Lhc4gDOXRteMphwO/lQIFh"
    "+pe/HKSaGtoWthIB86J/3jOX+VI1B3/9K/wNL8+emIgE1UBKpODV5D9Az1YIP43PjRfgPs"
    "j+JW2R0ZW6o/UkoQvKbsGPT0JAMLkNYATwrTwvOWdC0Hs2jB+m5K3x6eQ9GH0PwqMTVrxV"
    "9c4pZPLDqMQBQfQehlObOVZuYlLC8vowWHry2vfvV5/+W7bEyWU8nHAnnLtpa28ZzLibNA"
    "9D2zpEmYzmmJWZtPAjiGa3+JIaEXAh8HHwRgq20gsWm9LQwanv4D+noaumpWgWtS1x6LIF"
    "vPj/j54w03o4vP56O7y5vB0OD+pMmNElUChOtjaMdcTn36rfFBd59QB/4ONvF99enrx5JZ"
    "HgIrj35U2J2sG/pSANqBKVIzYFewLfVjSKCqB/gjs4F5YDn5fUFGBFoofxP9ooIr6QaiJd"
    "c2JwY/i2C/jt1ZfLm9uLL3+Q35MQf3ckXhe3l3jnWF5daldfKv1wWD7Vqpp0Qv50dfsbwT"
    "/J/369vtS1mLS7/d8DfCYaBnwI6+OQWllM4svxJWiaqln/jut+XbrcOr+z7qr32e8p8/1E"
    "O5mGuGpiBlYd1txiVhvVnJQBVQM1s4UpgHrlBuWY5oU0TOH5NoXm0YaghIeF//1yfHT69v"
    "TdyZvTd7gLw0vJlbcr0L66vtVAfYCXKML5cUb9SzecS0yv4AGoO2EFbGNZDVV43O6M0YOD"
    "erDO6dPQYe59MIM/T45XYPjHi29q0B5rC+J1dOdY3srDnOwv2+CcCG8P6APPoa7L4u9po2"
    "gfvamB9pG+/UjRxlsa2vqGvcnGsCBs9oad3htKn0hRyR/s+8pFIRHZ3nrwerPrwe+Oj09O"
    "3h6/Pnnz7uz07duzd6+ThaF4a9UK8eHqV1wkctosrho0CNjcC0SDhTgr0hvY17YML+xgBi"
    "O8bI34wLnDqFth4GTlNFjHILgpXJMr252cPnz9+jk3L3240sbq9fcvHy5huZATEjSyg4oh"
    "nHh3GqCdyOwa6drO610iHLCnEq/MLVwtRzdu32qXEzm59mGBvfzzbQ7heCfz8svFn1/l1t"
    "fPX69/jZtnFPDx89cP+o4nHP+NTRrBnRExiDdH3KNLh1NrOKOiZPeBG/ty2HW5PmCf38+/"
    "Oa2xn39zWrmfx1t5rDMu/wZI56X6h/Px69c1gIZWlUjLe9pEEh28FHB+xmhKxdZgLnUM9l"
    "5ZS5lzt4Y61kSNnrus56nt2mLWSs+aqNFzl/XMw2DC5xWuxQorJhXp36K4/s1H6MIPTm1/"
    "zkp2HyvNRU1y10bjXpnnPpuGgjpNPExZEeNh0gGdUtsJfQwZclotCkVxszB0eWFIIuBabe"
    "VjQaPjLus4E+fYVMuaqNHzHug5DkJtqeusuNF3l/WdDattqGtN1Oi5y3rOxbY3/qp1YaPr"
    "Lus6lwRQ1PV/O5xW2jWapKboKYr2Srmfvn7/8PmS/OHb5cerm6uv13ltypt5+/Hb5cVnzd"
    "7JZp80nkQ1WfNldfnLchj1XZgHx8tyL9jzAXb5HjrsFGsVX/euhkfsXaVD7J3uD8snztSN"
    "bc5LmdhmHVQ9iak2rrqggbYQeptkdNUFNSNi4AQ4Mddt+lCagJWOv5I9DfcZ3PwftixMvx"
    "qscTJvrrP9hDe9mq4KPl0kiYLFLxZwgLdn8U7m5vbb1cfbg8IYXgO+N1E3PUU2m7v5PKbR"
    "irQGWD+FT5j1fZF22FOA84t4BcY4WYzp5GFBYf+cmzXwDj/m2pWkbfHW/HiuX6EuvZcA4Z"
    "vgc8dTh2ff8gdWzhEQ3xusZAnw7GGQNGtFFCAmHGbVkbx5ThYzGAGPzJep4XM2H8M/53R5"
    "SG7BZBAy7RxNd5mvX5XUraVqm6Rjk3S8DzNJL+xK+f+CgqvjKuL2W8zS2tR3oyVo1Qo0PF"
    "oRaHhUDDT0fDa1n5rgm0p0OeGwLcZrT4KTa1nj8OS81HqAfn5x2OPwILXmFyH+/c3X66oE"
    "w1hCXwDsSUD+RRxb9Mudi1DkJv1C/L0eaq/N5tiBHn/PnjwbbreKY81KGt9ul9dg6YkPRa"
    "vNli5rNN1lTfvsUZ5cN9dzXtJouctaVmZwQ3dsTsg4ZPXUYcONtBVPd4LXGjyGf8r2tZ/g"
    "Puss1MdXDZes+tDXgO+XpKOegpubEnPIfry4+Xjx6XJnftj0CKfME5s74Fnhi823a+WM9U"
    "PXhX8PU1athIQ0uoS8mw6LaFpTllMQFANJ0io7fk/U4ECyU5IM6gHypQLmQvK3Kh5UlCS2"
    "e4dUpNkOaUDmMNUcktHY4ZMH5qcMrkmjF9DRAnpgFDuacl9ylM75I7zCe2jLRcSQKhLaV+"
    "QGjYnY0Jt8507hukXGS/I3bruKwFTY8KEgn6xLBJ+zMbeW0U/Bw8eksAJfBr8p+Bf1qB+Q"
    "lynv6ng5nMEdJD99BVBzwtE5HT/pnC4BTvRy2/iCFoMJlSXv57IAESOWrb7YiEE2y12LJK"
    "6CLkDWZU9BTBUrHxhfFi/GHLpw3cJPAX6FWo7tMtlaNpWct9RB4CfwtPdMSGlkTgpFNWOq"
    "xmOXIWD7axl9aHFIlZCplnGOhnJ4x91qv5r7lqPWpT8felbGe1z1kBGMuR/U3qvIfRr/ZP"
    "6O7T7aWY5Wnd0VAHXzvxsfVEJL5qXPqoaF6iSjPMOiag409mNB7oXxlc5EbYLkUult0tAp"
    "DvOGn1NHaOgcChNEuxxsTdQ4Nbr8XWmLXaMg/ryo0XOX9WzPPcdunAWekTIZ4I0ywIXH4Q"
    "3buYTzsua76vJ3NeHwibCWG1BN1mi6y5p2OZim7VfLEnGj7y7re+zQyQPGM7RSd1HaaLvL"
    "2vaZ7Uqu8nZLtiZsdN1lXasqYG0UnZc0Wu6yljMO4IZazksaLXdZy4YT8ufQs8+kJ6LV4p"
    "yVNFruspZFwD2vlZbzkkbLXdayR1tGxeYEjY67rOOSEIzG5wvlXRi9d1nvUbREQdU3c+o4"
    "lfSnqVQr8tOO6TOiPz05fvsmYT7FP1aRnt58ufj8ueQgoRi1U4C2OrSkXPoHQk06BvR6gp"
    "BzwT95aCsHbE6mR2N2bZS9mUiuRl7yVMzM892e59NIuIY61kSNnrus5yjqt6jj6jTcjEiH"
    "6chaJuGe1kknP63OJj8tJJNHcFVU0HsW5qoKej3A+qRW7v7Jitz9k2Lu/iPzRbMyzBkJU4"
    "NZX+fzcd1NloG8pAm/7fQysGPixI5NU+uxO7RUirqgamIm9VGHtZWpvDYTuZ+g7jT3uZdf"
    "v5aBVBdTTcygahLKTUL5zsHdREJ5vM6vAeGPma56CrC2K6qDr1rx1wFv2lNf0c3tjjrJht"
    "DN5ewHyBA6x/y7pwjXIv4t25mtAeObqKs/pi6kfoKsbUs7Ra+crH4lpB7ZlbGa0iNeXMTQ"
    "ZQvZtA2rx+2MEdmlJLeQFBMUyZQjaowHtpQ34M+RFT4h+5sviT+QbBlbA/rsHoYOZu3fw4"
    "aUvRADspDsGt//gF4iMg9FIGk+CBXE81HAOrxzR/EnIGbQl+SosF3k/ZgwNxjIZ5WsHRQJ"
    "Q0bIAhDN92IIjYYWXY7SRi4nc/pkz8N5Td7nclYJVk4AkcnJL72fe5MqDoni86+NrGGDzp"
    "e1szbc/N35pP56+QIeZujD6OLzIT7ky1cvXu3IVvvJmByu+eLlhqDeOydy90mpt3a0dVzr"
    "aOt4xdHWcfFoK/tkBZhv2VNl8FVOrA/niKu+mss/3+Y+mAKhb/LRfP56/WvcXGf51ev00K"
    "rD23rkJNsmX7d8Og2KS8Y+MJMkW80HeMPWmOuddHmOaQX8cb0JZsX8Ugk8oFtq3FeeoJdI"
    "mpN0/SQdMxiGAAnmq5RUA1zJ01GQ3SJbR7xN3WeyjnDOED4HoImS9GmpA2ClElb2YxRSXy"
    "EpcsMFvChsMsGEK+H+qpxvqjvY3rRzvC/zjpwzWgJdKrs9jE/2BOK816LROM7LmUjzskjz"
    "En9PfYyrxA3Uz0A9tX1R4qlZuUSWd7BrarHaLtxdLooZl3ATH4om1gfjftNVkUyE8FonDR"
    "Mh3Gbm2DvnbuyDHy+bRl7qgiamzcS0mZi2nYO7kZi25FtfA8Z9Dw0qTIw5gOEpyPX3z593"
    "FlWB6Wff5GJQjKqI7w1WRlVgK9mkTTQFrEPkv4iw56GjNgnuZMZ98v/IS1mY+hdZnzq6+o"
    "o8kXdvTl+/Jv9BwLwbCgbgW+KQjFBWpJU7fDsImEuw8vVSFbhWTQdEcFn/485NflHV7XBl"
    "lWwsu0IQVxnBYXEmZAkUjwoRFWqBP2fw5LLlJgpmr+ZXKF0AWu5Nd1sR9UepFarDDzLjpe"
    "lGVRM1O9VO71T1OaOptsvkjco7rfLMpN/ArNektmfa75FLMFlAm35FOUHz+XTu8ykYSjva"
    "Zka5FWW7zDTtYsUmM9OoVSk+EXoeQCmYNSJz2/e5r8rDxdcxGhN5vmVw7NR2AuaL94SSiU"
    "PtOaHiQTWXTexAMGcK284ACSnvfR56ct8pWFzPD4vA+WzC4Jlgq+nxB1k5L1jwuO4fVvvL"
    "lO1ThfJcZsu6drIrWV1vqXaboRvYTlI8j8yZj9Xl4EGxUJ58sB+I4uV+MJQqKQ3DZXNqO8"
    "8H+a4pLncPwnF37flYtfftZeitmcf1bZA8cRs2DcPNS20xSHFT39AWQnGxNGhjoHNCBuc6"
    "OKeLUAOcc0K9w/n09VEtiqqjFRxVR4XxbLsPzLLdYeg7jYa0Jte/8+ezo+MacEOrSrjlvT"
    "zcavPUAOdEoH8AH5/VOeGHVtXzxlnhjB9Lb8EuuQnEGZH+gbwRqrUIsWHbyaNKvn/wb2QS"
    "ieFbsLGwm3ELloga0GuBHtiB0wjqRKB/AG9kUnH4hJZnuK3YhWRkDMz15u5QBDzx0hWw/v"
    "3N1+uKqUMX1H0C9iQg/5L+sH55AxCSnCOgkFio5xAO8hY+dqAnFgb0vhH6cXsD+g+Anrp8"
    "i9CvTsPKCe46rHmvcn5Sj3gTt29eygQOalakT9vV2ckJGn72Lrt0TXT1T6FmEwNsYoC7GK"
    "NaMwZ4p7EDVxZzwcpeHlTHECRNBjViCeBVM63bBBV8dRX3lwwpJZ+le+vKxXP5T+HTL8jK"
    "R2ZUKE6u+OD/PVFjA6m7KElwl5GpNIoGIBPqYtzpmOVCBqqO+Isn8zEbxiN1YBT+tRADkO"
    "GBNCf35uR+L+Yws/6b9b/aRvoREqHecgetn7RJLSilOFek1MYCXQa3S5EQpuzF5q0DQxm+"
    "Fsrwjxc3Hy8+Xe7KLNCIr0usgiI1drVRYIVPAtpKkoXWBkGeGhjZgGXQHVEfqqhDAXx1fX"
    "P57baUAvhcZa+x1Gogc7oEK+HOxYeJooSxgc8XGERMLe6BnAouVslwXAYYq+dRZgu0g/Ek"
    "cxCltUIJblLHFJ4lGnSHishYwgO7m9nwgS1Hd+6Mg5agORIegzEDkxv1CXcdfKJgwVjUf/"
    "RCMVeyfCZ47/cq+ppRh1kyEBo/NUsyGo/U1fS3DsnFNIDHnlLbCeErv3Ol8YRvGefjwVtg"
    "bWnsCxP5xgyMLkZGPgv8JaYFIrz2ZCazAzEfEPfCA8Q2VgkG7UGPoWJu9jFdZGI7ttJR9P"
    "B3rmwFXZKAE/gde7rE52BTrGcugXg5Ojw8HOJPjF4dkhtEARXhLomAiUUGgcOPsaeAuRhy"
    "PsBHpNZSZS7CeFHpFGQGWAZj2NgP7tzRhM/nWDcb1G7pDfEaoWMe4iCTzQQ8Q05CBNyX9s"
    "HoHECAB1pEsemPmPyIKgL4X8GTCBuWNpVEKWyY9lRrOwC4AV34JqUlK+gSAY+Ar2+TJkMo"
    "pjEpmqXFJhh2DuNKsKEc3D+TtWponztgwRra5zxzUe7rbGAGlMn20CJYP4lRYeFthXpWuH"
    "+BM30I3V3fuF6febuJgN39Sl3ZLMBHtfwHRyv8B0f7nbGyh/BqpkkR5Gp+/hLRPszFq7Y4"
    "m+DoB+iGcrxOedionn1BsA/oazlDdTKGqvOF9MGOiLUPTClKmxCkLu/vpT/DbqVqTdTouc"
    "t6nsE6BLNF6cz5/GFZKr3jfYKFHlRLheh28qxMITX0GRXN0hwKgv1bqDaTUoKLu2DMbUVj"
    "k5c1U1iXp7DYZ95Uy1k5o+Eua1g782jsUi6KG33vjb6TE6sfUnuuF6P9Lms/OXlsqvCcoN"
    "Fxl3UcH6nDJ4nH482X7oK40XeX9e35fNxS15qo0XOX9Ywa+Ad3G5IlpDI7diN8v/24Nqt2"
    "/ce/GEQDvz+c8dBvlEBeEPyhTPL9+Xw2kkg+446NJMIyjNBvdARfIto/b06d4/fqw/fC0b"
    "tjz+2g0WhPJcwwbz/MfTbnARs2h78gaLTww1qYcsfhi9ArUcQz1WuL4u0YLPZHD2stIizh"
    "s0LW0kopiJvda5d3ryFAOLEtsDZs9xFGRZO6AqWypt5o8aPyqG0l7H8N57OCrJnM6k9mdO"
    "4NRUB9DMEoO4PEyaxiIiuKrprIeqUBnJgKIzhsR8GTEzRLQZeXgkhVKtGknZoTWaPpzmsa"
    "tGc1clrlpfpnxZ/WCck4rY7IOC0EZCjEmgfA6HL9w3oj8S9xemSDLWxWZLd1sV53Z7saJ4"
    "02N/5SObMAdHkBsGwBb+eySbvI5hJxo+8u63vBxjPOH4YzKioCXytOUTS5tSxEuy28uukD"
    "qwgxz2ePNg9Fa8gLHRjsG2PfypSp7sXMcfswx7V0VJSIG313Wd+KFoMvXNYoC04T659ptf"
    "55VUHGPD4pWck+2PeV1pUmuO8G1u+Oj09O3h6/Pnnz7uz07duzd68TS6t4a5XJ9eHqV7S6"
    "cgooKUmc4X1pOJlpomYi6/JENmfzcQWhSDWBT07IFAwoRo3tmGW0N7iuoBHcFcl4N7FdF8"
    "d4cWpYA7xfko76iW1uOswBC08guf12xdJ4+cjKyRnVjcEqTkaWNGlDxvgHLmy8rTj+kMfS"
    "vg/BoEWS9ZRC8VwS+FELrkkuvKntSlbDGXdYxN6OnICUjMP7Q4IEjzbcn1DfXxKXIyMejk"
    "Tk/hMDMmYTPLq4cyWjIL8nPAwc+5EJspBUiwERHqMPgnCsHs8nk9CPqPlkzXd7HiKtnxWx"
    "E45SYrRRlrVwvIzIDONfAdkH5kmeRhrQEVHMjPicSFyIJ1bwbC4SQEq6elk5PmBPTRjlvQ"
    "jMEtY+vSkVSHU4x7wcXba0ijydexQESn/o56D62/UaNyDVtH4d2EusL9h/90BnDkfjgV4A"
    "dZVJmZXarT253lizLduWhi5+KwEAmRWuqQmviXaKFdTY8LoN30vyV6NmXc2wBedNPTVZGe"
    "NQ0CNN4GVEebGHahd+Xsp48J/34Itw/DfWuKhGXspsYPVKJXnDrS6qur1npoT8FKtbz7Xn"
    "2YLZbZDVFy/43earVypkEO1UraJeYkpVsZrGwzQrZTDNY2pOGNeNKLoLi2BWZ4jH7X8oMX"
    "yPtlFrywwvHD/u5hTnN0YRim/SLiwc5WTuDlad58xUu9YnOlhvF4s+YRkiRicz4vl8woRQ"
    "JzdRTSNxSK4CsvAxIZeM8CcVk9AoqoAlD1IEsklZ78nIYnSqAkXkEUxU8YiM2T11schT1O"
    "mAcP/OhTnWsQi9hxFwjqWc5KHOggrozg3imlMBdDHAoyFZmgmeEI9/4mpJWGTp3sWUyul0"
    "dC4PhALuecwiC4bvK8uGyeZkbgvBrKoTGu0Uph9nJfKX8D+ne3ZIko6ypu6vvKRxf3Xa/Z"
    "VOFk3VnJc0au60mtMpuuRsbhVXQV6wHVFBK8UmV/aKqqAje5sri809HjB3svwftizb32gt"
    "Vu5x7LRtXOWl1V4HfkgFrmC0yqPNFsx/IYgySqKwDsl1C3sY2/XCQObJjEgA2wihSmvCOx"
    "DpKMalderzOYip8p9IXOKnjeAx6weC5Myi6Bnwn/iuemxIP3Yl+x7BYc7mfopVywTq9NF7"
    "1E9IM+tG3UPPjEiXA286c+TZsFTojxSk6za0x7WoNo5XUG0cF6k20i1XE5DzUj3Eev3DmL"
    "piUZYBUO1qTiUMC+le+pqvwH7ygw80mMwOyoyxzO3BSktMNhyOk5ZtzLCRzxdiaHGXjYg8"
    "YlPGFV5VXmeVWzCf2wEMpXOymHEZZ3/PMczeJRb+X3BCp4EyueaH0ikNBthIphdgb1FQ/l"
    "T+oUayGNy5ozm8HDzHSDmapcdbNZqjkzjgZMzIS3zqc+KwaYDZBq+g+9Sdjf0liQNEXo9S"
    "B+QL4LNj4oB6E5ePubUkkvSvMjPg2ej/jM0gw/2hO0UPmL1hDENjGHZ6WeuTYSh46JflKF"
    "bvU1KJHu5RNrIfTGa5NgkFifD20D7wQ9eNjmI3nVaw/sqayZpcRLwycSYns73MmdebGtNr"
    "5ryD+YSVrL2VcCbtDZQ6lFHN6wZgZiQMnDqcVug59oQ2o2bPCxlQixSXUyR6ajJ/phIGTh"
    "3Oqe3aYtZqK62JGqqaLm+lAx7QktiPyo8mab/DT6ZDxLoqRaHZPiMjYkDEKx6MZ1YyzdSz"
    "NVLpDueNtTIzTupUITupLkN2UqhDxtwJtyIjqa7pnJXpMMItbef1Y6xcoU38+6mE8e+3rz"
    "IWuZabAJ8RMci3R96kTW40SKNR4cK8lBnVP1K1sGmRD1Peo2F5j1aB54YDdS8MS5Oh2EMO"
    "1K6dg7UHthAZsnsS1I6Ca1hQDQtqZUzTx1noPhxUxjSp24MaMU2TpGWbmKYbPmcEerB8Zq"
    "lAID4llExtB+RlosjIc2CEjgh3B4QKMsGkknMiGHWYpZJU77nL8Jbg3CVRGJN6OBnVxGCg"
    "VOau/uVAxmTFEyz+lEkdMRFCeznf92L3afZKm+J4dUo3RtXsrnH7PlG7ru/QGpaqBmDGzQ"
    "2WJViqtXxYDukte6rAVBPrRXjgqpn88s+3q11lyUT++ev1r3Fz3X+Whz67+ak70+Y2TGaW"
    "XWmRJgH/P2gtaYkG+wntszZTdmTlTKaPFzcfLz5d7tZiqiAcSm8OalhLftSuja30J8yMwL"
    "IOYDKBlcQVAxHSAZGFZAOCe1zdswPMrXBYTPajmIEwmwJMocSkipJIpJn1WhWUiAjxZFEJ"
    "W5IF3bmZuhJJWQmVecKkkZUUlrCDHzGz8m0yzHwmRcMYYHsxwRkDzBhgxgDbjtEAiw4udk"
    "1OeTMivTAWNp7aYs7RM/ie1TpHP1txjn5WPEc3rMXrn2eNTWtsWmPTPmfTfrbndvAb1wyq"
    "ws3BKpvWwWbDWdyuFacBVrAayVvnBNkB8G9Fm6sqByqigJhHIGIYUBcp8tHBekMcexqg9T"
    "mICAUEgz9H8twP6xW+UseEivaAginsY7qpKoxo0eULQeSLIEnBjDqPzIp/VP0VUfKC2RzA"
    "E8UFEiU7r+Q0QGpdZAG2Ff+uQwU8O1KpYtVEB/4RV02M+Hyh0Z3rcuJw9575tckN8rTqhr"
    "nAmMX7Mkcas9iYxZ0tMtFPUHdWU/KnSsqSnvC2MCfCXfZFdIRko/naatbUPVhTTRZBf3Wb"
    "tZ2aqliXNZrusqYjq7ipkjNiZprutIJTJ0ZjCzcnaT7jLms5dpc11XFWzmi4+xoel3BxV9"
    "vZWRlz0KRzciA2zU9JdbkOG9otz0rXlnNcOIbazWHJF+qG1LmQZxuFw5L05mDVYclcNhvS"
    "qN1aag5CBwNiu2TGF5LpGX5jqcoEevJAhGCs4Hskgp7HxxNIO4l0zeiVsJAW2llizhTFVK"
    "kZeTlSRyqjV4d37p07UhF+zBqdkweYVuLaPXHBnxcijgGkDvQ7QHZpPBPBCEI7EMyZwiMt"
    "kRoad3tkyYJDMkrKGEOnc/jCiGM/MHwKl6hbdy5GN4a+iM9zsIxhHKxow7BjFIMYo2fAjv"
    "BA5lP49MsNDz14JlSQBElxWMtmAzJeRt0BEvhUQei7GLsYkVfjD1aHL+b9jWUFhspOaJB0"
    "On81fWhzfmPOb4wRY85vOqlec37zk57fdPlcYf0HOAs7mMGMUUaXvrK4Zk7O1NZ8pramOc"
    "np/epqKnxtrOqUMsiaoJtKGIBrABzbuA3XgKyYWQIaLAEZE7jBoM5L9c9ltpFSMImrpdnW"
    "PCNkfL7dcUIqxqwyD2TCpbXC/Zi2aeN6/MbmHCOjVTcyl1j6DZF94Rz9bLZPFD/6nKGbDg"
    "OupScwtOwAWtuOo9xysuxcpZtNt7ZDoTi0DCWTcZ3t1aalT5t7H3ZBbZ0RsWyXd6JdCXIc"
    "C5g620VM6bLmIL7TH5RaTFvMm3lJo+UuazneuzTYj2REjEvckCgbEuXdg7sJEmX8zNeA7n"
    "dRi0B5X4HNTIYVmO7KDheCSjaTEkNc3RqstsTTRu1SptkyqaguGDxnYE+QnCuu2j6VYUFR"
    "KI5Aozv6SWiNKcguCRY8EyYkYiqx92QUZTejZCT0Am4vXFm1vb7dXh4gk+etMCnMxo7fl8"
    "mqFxtSs4Pa0NbUsmEylT9dQLWelyTXgXGVPOsqCdhTyVRVTRUct+8ytGuZkjbBERzMYJK3"
    "hqFf4pWqPq/LS20P+INNLb0aG9hRnWAkaFXNBnZUCEcywTG9XHdNcMzGYjdM8OkGtjM7Ji"
    "XsD6grvGwRWmvwAn1Me9pPYJ91BOVHVjmJXsmksAZsP4VPmFJ0kXbYU4jzM2K33G22EMyq"
    "IN9Pbw5Wutxks+GCjWecty9WNopSzVSKm0TshZD8+xERoDKTX0h2QB/akDHmv8Nt/sBcYn"
    "FJqB8QQeNUtKiX97IDB8aVCKSnDX/lgXmVfPq9DIeRv4T/Od0z/xkNhgvqND+0T8XMDr5z"
    "O/iORP19U276sskvvrVy6vMzjVrNeamLNz0Z4Bjkh8cN2LuUJlyxoQp7HuI8ZpGJwycPhw"
    "RTiKGDYfbQQqYaY36uSwP7kZExt2yWZPvCjHnnqlGsiFvxsWRz6NxzGJ5WJI2xTskSJlU1"
    "a0qaV5x4kUgWp08yogtqB2Ikgw9xXqaS5xVnYZXQvGQBeRkzyb4Qd26cR0xsLC+Zpg8HKE"
    "rx+OTRDqh8Z4dNg1fnmF4ts6+R7MSVadeSgFZVSJHoE3wILMNC7+H7OCTf4rOXqIyLY2MF"
    "Sx/bU0tekWS1iqKW46R/XnvRybTLvSlgIex/sEQJAPoSO7JdMl4GiCi85p07wusR5a36BQ"
    "RToRvEGpLCChHMKZdPDd2OHeo+MOu90ljMdws3sEJn/cOjdMQUzpD+eZB+NgeIWiTisqdg"
    "GPjL6CACI0bhf+zJg0lAgKqS7yz6hKKRHs+3B7IxfBz4B/nTb5ffLglo1LInAfkv8iLS3g"
    "ucP4qPq0aYSvbW70Wd4D8zRyWlTfX7Wt64djfVEv6dgyWLxTpRCN05clkz64XaCu7/hsOc"
    "2xn/YUd3H1l7NjPP1f2wMiLGE1M4raMOK3O91D2rS8S77KJtdVL3roZ/9l2le/ad7p2tzm"
    "Kv8HxvPXN9S6dF63d8y/Uf99FN8M0JdXnwdgbmzFa0Ac55qf7lKq4fZ7RMighXlkaLm2+v"
    "MtrrTQG7mVrK+KUX8Xy2lnIs1ochu+0wiYxF1nAznpc0SR1d3otnDPo2m8eM+BY3OZH/ou"
    "FepyOxXqYK4eZpApQHqwHEqYSBuBbEAVbTbrDDSdqbLY6+xdF8vU1WWk3ULLVdXmo9n0+Y"
    "PLdvrmhd1mi6y5recRTf/mjWpMt2LpDPpMtuPF12h/F83Zwa9jmc74YBkqCkPzJfqLcvxL"
    "XoTQar4ltE1Hj4mGndJtDlWsZwTGbUhecmHLokC98OAuae55itPA64YywEBkdEP4r/XpIF"
    "hl84NHTxkJwgR2x1zMOEzj0KfcbxC6Fk5zI0V+aYfR9n/V7sQs2OaUNb0WhyK0Ba6fxIBb"
    "bn/dike2nNDhBt7aidoJMXM8P0mQydCK41bDs/ZrraT2ifz9HJD66ObTlF9VZT1Nliih/a"
    "Wd7aGHqM4b1JLC1sKTOh0hZdknkoApUcAigS6i5liC0Pf64UELNVNFvFPdgqynyuxuFXea"
    "n1nP8+/3XtcVQQe/Js0FqboqQ5SfM1dfprcqgIhkhN1kLRuqxRdadVbYoM913DhvXWHON1"
    "FVhzjGdYb7sObBXrbcJ0siMfSsC8gzIHCl4frPSexC1aZZ8HbO6hkyRJW8aqi4MsP61Mha"
    "YkoPcEf+qFwH+K95h4/vcQjYCRSkeOEqZheAWhULnL0ucyo5iBjsS4PtbUZlb1oV1y1hjN"
    "qVzY8tnNsZ3xxezjZNSLDafZIW1o65lMbwVQKw/usiLm6K7k6M7UdS5xHK6/rjMsXHQ5tO"
    "iySch9XsjE3etjV+Ez46HfHNVEysCqw+pT1+LzYTt0y4UNyDrIsRlRhHYVaXgq04csp20n"
    "xIpw/LdSno0VacipiEG8OeKxxdt2h5GV7zD+HUlMRU/EEN7HQQ9LW8gLnRjcn8Nd88LUtf"
    "d0540x91Y6xGO41uCxLYnn30+En3XeamOsW1FwoRfzAB6UOXIztwcr/blaw1Zu3YhvBPTN"
    "HOnalcScHuPI7ykYex8RR0aMksguCuNFhH7k+8UgGqaqkNeMj3uecLFwP6UdN3XKjEd3L2"
    "aoXnh0xYR7rQuOJ8K9c5NtYieVzsKNzDRNrsN71g7balumtenajKX5gGuRrpysIF05KZKu"
    "7LiQzf6M8CbFgaKVdLxsCqsuaJA1oV4m1Gvn4G4i1Cv91teA8RcWZ4Pu5azwfOqcPjHmAI"
    "anINffP3/ugNvgN8xcWe06+C1KbqnlPkhSYVr5EL66DIueM0uVE+FTLM7B3MBfvidxPQ+8"
    "JctpYPUQ5HdYEtuCNnawlLVC2C9zajsEbBN8pBWBX5mHVjqSj16scK5/K2kz4z0w3oOuLw"
    "W98B6YbdSG9qdN0x0N0XwTAvTCClP7XKsgaUbuM0db+ROMHz3dyve2nwA/f7JVGGVdyk6Q"
    "OSElO9M4V6R6OxonpbQ7xmK4fRzFxTrJhAr2y5Q7FrPOowMsea6VbEeR20FgxbVV5GAmmc"
    "BsHvdwCunF5lF+0E02OYlA7+gcjs/qbHKgVTUN+llhmzO1fREM5V8NQM5L9a461FGts4+j"
    "FWcfR8WzD0mM0BTonJDBuQ7OHhUCTEerMRtMQbAPp6gbOtQrbOZ3s81Mvf0le83cUUD1hj"
    "N3+tBu1zljNK1DH6dcoQNU5seyBRaRZ48My8qPmMcnsxHxbSGrHzMXi/cCGKEXVe4VARg8"
    "1oAITmDjSiYhbFR9ERUjnsL2uDIf1uxTzT7V7FN3s09turBvf03f3j51I+V6YIj/g7uNMM"
    "7KbHHv9P3243a2T+t3euJCVkT4g31fme8WS/Qmw+13x8cnJ2+PX5+8eXd2+vbt2bvXSapb"
    "8daqnLcPV79i2lsO+2IenNwOFCGvxDtpvz3AjzYL+LorbWYdo6VlYp8NoyzpoQ+mwDYCKj"
    "tiF1ww356UhkZEd1ZaBDRt08IciC6teX9eOSGUbs9LZoNoMHbX17WW2aB6H56pRlJ3/5AR"
    "6eM27eysljvxbIU78axQuNLzmiAcNe8huhtxbWEgNCuru/T7m6/X1bHTkYhuQdqTgPyLOL"
    "bYRx6YFeAiGKsXM33dGuTtQexg54vZv/8PglQ/Vw=="
)
