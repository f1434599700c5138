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
        ALTER TABLE "import_batch" ADD "header" JSONB;
        ALTER TABLE "import_batch" ADD "member_ids" JSONB;
        ALTER TABLE "import_batch" ADD "reason" VARCHAR(300);
        ALTER TABLE "import_batch" ADD "preset" VARCHAR(32);
        ALTER TABLE "import_batch" ADD "mapping" JSONB;
        ALTER TABLE "import_batch" ADD "campaign_id" UUID;
        ALTER TABLE "import_batch" ADD "until" TIMESTAMPTZ;
        ALTER TABLE "import_batch" ADD "encoding" VARCHAR(32);
        ALTER TABLE "import_batch" ADD "assigned" INT NOT NULL DEFAULT 0;
        ALTER TABLE "import_batch" ADD "total" INT NOT NULL DEFAULT 0;
        CREATE INDEX IF NOT EXISTS "idx_import_batc_state_ade666" ON "import_batch" ("state", "created_at");"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        DROP INDEX IF EXISTS "idx_import_batc_state_ade666";
        ALTER TABLE "import_batch" DROP COLUMN "header";
        ALTER TABLE "import_batch" DROP COLUMN "member_ids";
        ALTER TABLE "import_batch" DROP COLUMN "reason";
        ALTER TABLE "import_batch" DROP COLUMN "preset";
        ALTER TABLE "import_batch" DROP COLUMN "mapping";
        ALTER TABLE "import_batch" DROP COLUMN "campaign_id";
        ALTER TABLE "import_batch" DROP COLUMN "until";
        ALTER TABLE "import_batch" DROP COLUMN "encoding";
        ALTER TABLE "import_batch" DROP COLUMN "assigned";
        ALTER TABLE "import_batch" DROP COLUMN "total";
        DROP TABLE IF EXISTS "import_chunk";
        DROP TABLE IF EXISTS "import_row";"""


MODELS_STATE = (
    "eJztfetz2zqS77+C8pcktYpvbOc1zt2tch57jndzknNjZ2Zqx1MSJEIWxiTBIUjLmtn532"
    "83wPdDJhk9KAZfEotEg+CvQaC70Y9/HjnCYrY8vpgFXLhH5+SfRy51GPxRuDMiR9Tz0ut4"
    "IaBTWzWlaZupDHz4CVfn1JYMLllMznzuRf27oW3jRTGDhty9RfIJtyaESwIEggQLRiYz6n"
    "iU37p4I3Qt5pPlgs8W5GP48PxKhB65c8VSQlukUg8n1LWIK+CKe0uYerLqjAZEuIzYQtxh"
    "1z4jkq4kdMfw143LA7Kk0BO9Y+4xmTBPzBZqMDgOOpuJ0A2IzahkT+BRgboccIcRMSeSuR"
    "Y87pxQYtMABrkQNowVGi59HjD4j2OfwmOunJwTeFTU75z7EsY1x8dDr1LCqzrMDfR4AxHO"
    "Fky39JgvBXTydU58NhPujNuc4vue37gTm8pgvBS+NaZBMmYcCXQOrRmArnuUnrhTI+bBOz"
    "JBLJg1XlLbnozIhLpyCbhEF8hT5NB51BV0pJC7FQGA67JnCDM8GdgMw40p0ldST7O44gRc"
    "ApbwAGh8zYAEwL+HLAQGIcvirugt5a56D2wguRPii1jEEQoYGLu6jhjAALLPgTfyGZ0tcD"
    "KO58KfEMU0GTWWhLvR7NFjwJcl8UurMUgWBDZLps8xTuTQ5TDKcSBu1USBafqXvxylnBpz"
    "C1vJgHnRn7fMZb5izdFf/wq/4eXZA5MRoZ5ICRW8mvoD+GyF8GgcN16A+0D7l7RFhlf6Tq"
    "EnBV1QdQsePgsBweQ2gBHAt/I4pcOkpLdsHA+m4q1xdOoezL476dEZK9+qe+cUMvVh1OKA"
    "IHp34zlntpVbmDSxuj4OVp669v375cf/VC1xcZmOZ8IOHTdt7a2ChXCT5mHIrWOkyXCOWZ"
    "lFCz+CaHWLL+kZARcCHydvxGArvWCxOQ1tXPqO/u88dPWyFK2i3JLHLlvCi/9HNMJM6/H4"
    "y9fr8dWn6/H4qMmCGV0ChuJiy2GuIz7/0v2muKirR/iAD79efHt69vqZQkLI4NZXNxVqR/"
    "9ShDSgmlTN2BTsGXxb0Swqgf4R7uBaWA18nrLAACsiPY7/6MKI+ELKiXTPicGN4dst4NeX"
    "v326ur747Xf1PUn5d1vhdXH9Ce+cqqurwtWnmj8Ctk+9qyadkD9dXv9K8Cf5n69fPhW5mL"
    "S7/p8jHBMNAzGG/XFMrSwm8eX4EjRN2Vz8jpt+XUW6TX5n/WXvo99T5vuJJJmWuBbIDKxF"
    "WHObWWNUc1QG1AKoGRGmBOqlG1RjmicqYArj2xaaJ1uCEgYL/z0/PXn55uXbs9cv36IUhp"
    "eSK2/WoH355boA6h28RBnODwvqf3JDR2F6CQOg7oyVsI1pC6jCcPszR4+OmsHq0Iexzdzb"
    "YAE/z07XYPjHi2960p4WNsQv0Z1TdSsPcyJfdsE5Id4d0EeeTV2Xxd/TVtE+ed0A7ZOi+J"
    "GijbcKaBcF9jaCYYnYyIa9lg2VTaTM5Pf8tnZTSEh2tx+82O5+8IfT07OzN6cvzl6/ffXy"
    "zZtXb18kG0P51rod4v3lL7hJ5LhZ3jVoEDDHC2SLjThLMhjYN7YNL3mwgBletUe8F8Jm1K"
    "1RcLJ0BVinQLgtXJMru12c3n/9+jm3Lr2/LMzVL99/e/8Jtgu1IEEjHtRM4cS60wLthGbf"
    "SDc2Xu8T4YA9VFhlruFqNbpx+05STmTkOoQN9tOfr3MIx5LM098u/vwst79+/vrll7h5hg"
    "EfPn99X5R4wunf2KwV3BkSg3h7xD26sgW1xgsqK6QPFOyrYS/SDQH7vDz/+mUDef71y1p5"
    "Hm/lsc6Y/FsgnacaHs6nL140ABpa1SKt7hUWkujgpYTzI0pTSrYBdalnsA9KW8qcu7XkcY"
    "HU8LnPfJ5zl8tFJz4XSA2f+8xnEQYz4dSYFmu0mJRkeJvi5oWP0IUHzrnvsArpY626WKDc"
    "t9J4UOq5z+ahpHYbC1OWxFiYioDOKbdDH12G7E6bQpncbAx93hgSD7hOonxMaHjcZx5n/B"
    "zbcrlAavh8AHyOnVA78jpLbvjdZ35n3Wpb8rpAavjcZz7nfNtbf9VFYsPrPvM6FwRQ5vV/"
    "2oLW6jUFygKj50g6KOZ+/Pr9/edP5Pdvnz5cXl1+/ZLnprqZ1x+/fbr4XNB3stEnrRfRAq"
    "35svr8ZdmM+i6sg9NVtRXscQe7fA89Nop18q9728Ai9rbWIPa2aA/LB8409W3OUxnf5iKo"
    "xSCmxrgWCQ20JdfbJKKrKagZEgMnwImxbvO7ygCsdP5VyDTCZ3Dzv9mqtPwWYI2DeXOdHS"
    "a86dV0V/DpMgkULH+xgAO8PYslmavrb5cfro9Kc3gD+F5F3QwU2Wzs5uOYRjvSBmD9GD5g"
    "1PdF2uFAAc5v4jUY42IxpbO7JQX5Obdq4B1xKgpXkrblW86pU7xCXXqrAMI3wXHHS4fHr8"
    "Udq84REN8brc0S4PFxkDTrlChAzgSsqhN185wsFzAD7pmvQsMd5kzhT4eujsk1qAxShZ2j"
    "6q7i9euCuguh2ibo2AQdH8JKMgi9Uv1fYnC9X0XcfodRWtv6bgoBWo0cDU/WOBqelB0NPZ"
    "/N+UMbfFOKPgccdsV440Fwai9r7Z6cp9oM0I9vDgfsHqT3/DLE/3X19UtdgGFMUdwA+Cwg"
    "/0tsLodlzkUocot+yf++6GpfWM2xg6L/PXvwONzu5MeapTS23T7vwcoSH8pOwlaR1nC6z5"
    "z22b06uW7P5zyl4XKfuazV4Jbm2ByRMcgWQ4dNbqSdWLoTvDZgMfxTtq/DBPdRY2FxfjUw"
    "yeoPfQP4/pZ0NFBwc0tiDtkPF1cfLj5+2psdNj3CqbLE5g541thi8+06GWP90HXh73GaVS"
    "tJQhpdwrybNovStKZZToFQjlSSVtXxO6InByY7JcmkHmG+VMBcqvytOg8qUhLu3mAq0myH"
    "NCAOLDXHZDK1xeyO+WkG16TRE+hoCT0wih3Nha9ylDriHl7hHbQVMsqQKpO0r5gbNE7Eht"
    "bkG3cO1y0yXZG/Ce7qBKaSw4eC+WRdIoXDpsJaRY+CwcdJYSW+DH5T8Bf1qB+Qp2ne1elq"
    "vIA7mPz0GUAtiEDjdDxSh64ATrRyc3xBi8GCypL3c1mAiBGL6y82yiCbzV2LSVwlXQKtyx"
    "6COFWsGjC+LF6Mc+jCdQs/BXgKtWzuMtVaNVU5b6mNwM9gtLdMKmrMnBTK+oyphTx2mQRs"
    "f61KH1qeUhXJVKtyjoZqesfdFp6a+5aj1pWPDz0rYz2uG2QEY+6Bhfcq5z6NH5m/w917ns"
    "3RWszuCoC6+efGB5XQknnpWPW00J1kmGeyqJoDjcPYkAehfKUrURcnuZR6l2nodA7zlp9T"
    "T9LQ2RQWiG4x2AVSY9To83dV2OxaOfHnSQ2f+8xn7ng2bx0FnqEyEeCtIsClJ+ANu5mE87"
    "Tmu+rzdzUT8ImwjgJogdZwus+cdgWopt13ywpyw+8+83tq09kd+jN0YneZ2nC7z9z2GXdV"
    "rvJuW3aB2PC6z7zWVcC6MDpPabjcZy5nDMAtuZynNFzuM5dNTsifg88+U5aITptzltJwuc"
    "9cloHwvE5czlMaLveZyx7t6BWbIzQ87jOPK1wwWp8vVHdh+N5nvkfeEiVWXznUtmvTn6ZU"
    "nZKf9oyfUfrTs9M3r5PMp/hjXdLTq98uPn+uOEgoe+2UoK13Lamm/gFXk54BvRkn5JzzTx"
    "7a2gmboxnQnN1Yyt6MJ1crK3lKZtb5fq/zqSdcSx4XSA2f+8znyOu3zOP6MNwMSY/TkXUM"
    "wn3ZJJz8ZX00+ctSMHkEV00FvUdhrqugNwCszxrF7p+tid0/K8fu3zNftivDnKEwNZiL+3"
    "zer7vNNpCnNO63vd4G9pw4sWfL1Gb0jkIoRVNQC2Qm9LEIaydVeWMq8jBB3Wvs8yC//kIE"
    "UlNMC2QGVRNQbgLK9w7uNgLK431+Awh/yHQ1UIALUlETfPWOvwl4056Gim5OOuplNoR+bm"
    "c/kAyhd5l/DxThRol/qySzDWB8FXX1x9SENEyQC2Jpr9IrJ7tfRVKP7M5Yn9Ij3lzk2GVL"
    "1bRLVo/rBSOqS5XcQqWYoJhMOUqNccdW6gb8nFjhA2Z/81XiD0y2jK0BfXYLUwej9m9BIG"
    "VP5IgsVXaN77+jlYg4oQxUmg9CJfF8JLCOb9xJ/AnIBfSlclRwF/N+zJgbjNRYVdYOiglD"
    "JpgFIFrv5RgajS26mqSNXEEc+sCd0MGeLZwUY72IST3UW37PXByXA20xZ4dOPDLCMdnCvc"
    "X/52ypcktTl0RdCI+5mh7/IkseLPClnXfqyedxV7w2IUajXBasOu1EJhNA5f0cfnWZK8qo"
    "bSxFxBZNPhvPFXH1d/uj/vX0CQxm7MOcFs4YB/n02ZNne9IQf7L8EV/E8umWoD4403X/U2"
    "Hv7EDttNGB2umaA7XT8oFadmQlmK/ZQ63LV45sCKeX676aT3++zn0wpTTCyUfz+euXX+Lm"
    "xdzCxepAtO7IuFlKlF2nfIetfh6Ut4xDyIeSCLh38IadMS920uc1phPwp80WmDXrSy3wgG"
    "6lSaH23L6C0pzfF8/vMW5iDJBglExFDcK12UFKtDvMERKLqYecIiR0GMJnAzRRagBaaXZY"
    "y4S1/RiGNGdIitx4CS8KQiaocBUZx2rXm/oOdrfsnB7KuqPWjI5AV9LuDuOzA4E4b7VoNY"
    "/zdMa/vcq/vcLe0xzjOnID9SNQz7kvKyw1a7fI6g72ndCsseF4n5tizr5bhr2+UFCJ0NQL"
    "6l4vKDWRt1hi8kRmYamY3OkpSxsDYYFsCJarbRcaM073G524xum+y9J8cCcX8QHTdNXWmb"
    "lIaNxEjZuocRPdO7hbcRNNvvUNYDx0b7vSwpgDGEZBvnz//HlvjkoY0flNbQZlR6X43mit"
    "oxK2Uk26OCjBPkT+nUjuhLYWEtzZQvjk38hTVev9uSr5Hl19Rh7I29cvX7wg/4dYdDWWDM"
    "C35DGZIK1Mi+H4PAiYS7CY/ErXjNdNR0QKVVLnxk2eqEvhuKrwPFYyIoircoqyBJOqqpBH"
    "pYxqH8HPBYxctdxGDfr1KUsqN4COsul+iwz/aLaSet+azHxpK6gWSI2k2mtJtbhmtOV2Fb"
    "1hea9Znln02xil8lS7U+0PyCyVbKBtv6Icofl8evf5lBSlPYmZUbhSlZSZRjKtETIzjTpV"
    "t5Sh5wGUklkT4nDfF76uuBhfR1djPBhQ/uZzbgfMl+8IJTObcodQeaebqyY8kMyeg9gZYI"
    "7XW1+EnpI7JYtLZGJdRZ/NGIwJRE1P3KlilMFSxKU0sYBmphKmrj3pMq5KRaquVMHKlZY2"
    "QzfgdlKPkjjMx4KNMFCsPakG5sBoYNQ2vp6kK+Xgz+hsQRR/blxVR5KSey55QHRDEpe8jN"
    "zcFzSVnFUVzFFUKhJJNeGSSnTAV8+3xvCJCAwWOFehBCiQkSUOO9AyNr6efsASf8FL2Wwe"
    "6MgDok57FQiwGABTunvYCz8YqxlV6SLPHMrtxx3wN+QzfwCu8vs23KwT3QfpFm+2oaIUp0"
    "7Dx21d5PNUO3Qg3tY3tAM3eSwW3BroHJHBuQnO6SbUAucc0eBwfvnipAHO0GpN1rqT0nzm"
    "7h2zuDsOfbvVlC7QDe/4/NXJaQO4oVUt3OpeHm4tPLXAOSEYHsCnr5o4KECr+nXjVclFAY"
    "vxgZDfBuIMyfBA3kryxQixcdfFo45+ePBvZRGJ4VuyqeTtso1WkBrQG4Ee8MBuBXVCMDyA"
    "t7Ko2GJGq6NP10ghGRoDc7O1O5SBSIyMJazrXYFLhD/kCnxA1oCt+AIH9LYV+nF7A/oPgK"
    "6ttG1gTymM43t33NOTgjL260NTc4T7DvU4qDjI9CCljbk9T2X8TQvauzpY6VKjMktoKmX0"
    "2ZSeP4lr8+2UKc33YwIefsJPyLjlG7f8PrqNN3TL36s7z6XF3IAHq6N6t56kyaiBew+8aq"
    "Z1Fz+fr67OcKk9UD4rk+2li64yH8OH55h7Vvm5qMyTsS/OO6LnBiaopCTBXTmL08hBh8yo"
    "i67gU5bz4qlzWyl7m8TZl+6pDbPwryW/lky2Y+ONYrxRDmINM/u/2f/r5ecfSVo32Fx1m0"
    "8SqDeUSpyrJ25C0Gdw++TdY4o7bV87MIUxNlIY48PF1YeLj5/2pRYUyjtUaAXlAhD1SoEV"
    "Pkhoq/KedFYI8gnw0VFdOZIS/aHKJonuL79cffp2XZno/lwHlLJUayAOXYGWcOPiYCLHfW"
    "zgiyW6wFNLeECn/eJ1fKpQPv96PFptgXYwn1RYsNJWqHKun1IYSzTpjnW6fgUPSDeL8R1b"
    "TW7chQAuQXNM6w/KDCxu1CfCtXFEwZLFzvzRC8UVAdSY4L3f6YAIRjE4AGMT8FOzVN7+ib"
    "6aPuuYXMwDGPaccjuEr/zGVcoTvmUcIgtvsQB67Atja6cMlC5GJj4L/BVG6iK8fLZQAbsY"
    "oouysErYH7MEHVGhx1DXJ/AxgmvGba55FA3+xlWtoEsMO4Dn8PkKx8HmMGssBcTTyfHx8R"
    "gfMXl2TK4QBWSEuyISFhYVlwEPYw8BczEKZIRDpNZKBxPDfNERTmQBWAZTEOxHN+5kJhz4"
    "CKwxsN0qNsRrhE5FiJNMNZMwhhyFDAAKRXiuYyyWUbjIPcYjR7ETz2AkksPWpuOaVUiGbs"
    "0DgBvQhW9SabKSrhDwCPjmOmkyheLMQmW1tNwEQylgXkk2VpP7Z9JWTZmBHmiwpsxAPplY"
    "7utsoQZU0Q5QI9h8XrHSxtsJ9Szx8JzBhuCOvrl5vTn1dhtO6IcVjrVdgE8a2Q9O1tgPTg"
    "47CusA4S2oJmWQ6+vBVJAOYS1eJ+JsoyYMQDdW83Uuwoo0LPWTvEQ4BPQLcXBNouDqY+CK"
    "kx0R6+6YUqY27l19lu+VPYN3YnWB1PC5z3xewD4Eq0Xlyvn4YVlKvWc5wUILqqXdn3t5Vq"
    "aRGvuMynahOyXC4W1U2wmTws1dMuZ2yiyVpzVLWJ+XsNhm3pbLWTrD4T5zuHDm0dqkXCY3"
    "/D4YficnVj/E9lwvhvt95n5y8tiW4TlCw+M+8zg+UodPEo/H22/dJXLD7z7z2/PFtCOvC6"
    "SGz33mM3LgH8JtmQAkpdmzGeH79YeNabWbP/5FJxp4/nghwnbV6UqEJki/e5D+Qtgc83or"
    "N0K/1RF8BenwrDlNjt/rD99LR+82d3jQaranFGaad5/mPnNEwMbt4S8RGi78MBfmwrbFMv"
    "QqGPFItfQyebfsIIfDh40WrVfwWSHrqKWUyI302mfpNQQIZ9xSySnuYVa0KfVRSWvK0JY/"
    "Ko9yK8lo2XI9K9Gaxaz5YkYdbywD6qMLRtUZJC5mNQtZmXTdQjYoDuDCVJrBYbf0RjlCsx"
    "X0eSuIWKUDTbqxOaE1nO49p4F7ViujVZ5qeFr8yyYuGS/rPTJelhwyNGLtHWCKdMPDeiv+"
    "L3F4ZAsRNkuy31J1L/ojrsZBo+2Vv5TObAB93gAsLuHtXDbr5tlcQW743Wd+L9l0IcTdeE"
    "FljeNrzSlKgW4jG9F+ayFv+8AqQszz2T0XoewMeakDg31r7DupMvW9mDXuENa4joaKCnLD"
    "70Pgd/qd/hjjq/oxM6DPM0AnRhFLl7WKgyyQDU+53vzOqiFjnphVyDLv+W2tfl0gPHQV+w"
    "+np2dnb05fnL1+++rlmzev3r5IdO3yrXVK9/vLX1DvzjGgok58JvNPy1WtQGoWsj4vZA5z"
    "pjUpZdbVFMgQmXICZb/BPeeZHQyuaxJJ7ivNfD+x3VSW+fLSsAF4f0s6Gia2ueUwByyMQG"
    "V33Feezk8+laHPjioSdMa3Rusyc7JMoy5JOSdoQWJykqR61En2n0giXPXbEs9dETyPMp0q"
    "N0WdMjNORIk5KPOJN4EYvX/8KKsk3FuRJfMxIafFjm/cCQwqnE512kXyFH3BnkXZF5Nkkz"
    "PhcaYSXl79v888wD5BKCdzbsNV1Rmmslz6PAiY+0692jmmXSQrFjRPu1hM9Z9LuJgZ5c+U"
    "WnHfO8qI/GRpFI3IW7Le7F9AOyD2tpB8Tf70LYCqd9AyoPUhASmFKcv6I+VBEwGkDP6jme"
    "Z+JMncAQG/lSxzWcmo5T5cIDWmp77twyWFfk960T2rLlugb4zW6kRJky4a0e9Ccryts9/j"
    "3sdvQxFK1IxSHedcpbanqOWoLPFz7qp8/wths6iuGWbLp2Qa3h4TLH0AQjeZUd9fgZqCue"
    "JRQ8es+HJEpmyGTn03rlJ/xC0RYWDze9R0VBGCgEiP0TtQgebHZCJms9CPktZj/nzJnRAT"
    "3ltR3v5JKutOsvn8p6tUIVNPAdo75qkKBiBwT4iuWYDjRP0OfTlhbC6WRlCF3CTWbgtgXW"
    "1Ra82LwKxQr4pNqcQiAA5mrCjSYqL7kupGHY8CQWXjgsSSG4TR4vatxRnxfkuSaDLRS6Cu"
    "O4bLUu33DG6zEVo7Po8zRdZ24jaf2f3ayp4FUmME6p3wmbNVGFvfz8BmENNE29PtLI05hC"
    "3GZ8DLyGoTX73bU57KeD097vUkw+nfWGtTap7KCLBF+3ReqWtsoC7ogmZJyC+xRc268Tpb"
    "UskNssXNC57bfvdKiQyivTqhGiSmVJd4bT1Ns1QG0zymxitz04iiubAMZv0hatzeHKG2PE"
    "LtyQnPr4wiFN+UXlg65sncHa0761nodp1Pe766uiA0Fu9ldLYgni9mTEp9qhNVApbH5DIg"
    "6GzGJJngI3X+3UlUN1odskjMwWy9IxOL0bl2rlfHM1GdYDJlt9TF0shRpyMi/BsX1ljbIv"
    "QWZsA5FkBWBz5LKqE7N4grNQfQxQiPjVRBYxghHg3FNYaxNPGti4mI5vPJuTosCoTnMYss"
    "Gb6vKratmhOHS8msutObwgnNMM5K1JPwn5cHdkiSzrK25q88pTF/9dr8lS4WbdmcpzRs7j"
    "Wb0yW64mxuXYa/PGG39H6dGJtcOagEfz2RbS4t5ngiYO5s9d9sVSXfFFqslXF42jZ2W+sk"
    "68CDtFMLerLcc7Zk/hNJtFISuXyoCjEgw3DXCwOVXWJCAhAjpHIakfAORBmKcWud+8IBMo"
    "HyQ+TwnzSCYTZ3EsmpRdEY8E9816LfyDCkkkP34DBncz/FrmUcdYZoPRompJl9o+mhZ4ak"
    "z443vTnyrHS0X1tSfKDQnjZKUHm6JkHlaTlBZSpytQE5TzVArDc/jakrl1VR0/Wm5pTC1O"
    "44SFvzJehPfvCeBrPFUZUylrk9WquJqYbjadKyU8i1L5ZybAmXTYg6YtPKFV7VVmcdd+A4"
    "GNtsYWC0UD74t4KpqGwL/5eC0HmgVS7nWBmlQQGbqNAD7C1y2J+rH3omy9GNO3Hg5WAcE2"
    "1oVhZv3chBI3EgyJSRpzjqc2KzeYCRCM+g+9ScrSK946ACoq5HYQXqBXDsGFSg38QVU2Gt"
    "iEqVXxs18GhkQEZnUN790J1Oqp+9YRRDoxj2elsbkmIoRehX5XWpl1NSigHKKFuRB5NVrk"
    "tAQUK8O7SP/NB1o6PYbYcVnLxugPdJ8QtJ4cZbBbfZeE8uI14bOJOj2V3kzIttzekNZ4qH"
    "9YRV7L21cCbtDZRFKEPPUm/eHMwMhYGzCKcVejaf0XYFzfJEBtRyYYg5Jsdts36mFAbOIp"
    "xz7nK56CRKF0hNjoU+i9KBCGiF70ftR5O03+Mn06NyNDpEoZ2ckSExIOIVD+Yzq1hmmuka"
    "KXWP48Y6qRlnTWp3n9UX7z4rVe9m7kxYkZLUVHXO0vQY4Y668+Yx1qbQNvb9lMLY97un44"
    "pMy22Az5AY5Lsjb8Imt+qk0Sq3X57KzOrus7p9aUxTFLNlUcxOjuembsRBKJYmQnGAdSP6"
    "dg7WHdiSZ8j+C0f0FFxTOcJUjqj1afqwCN27o1qfJn171MCnaZa07OLTdCUcRqAHy2eWdg"
    "QSc0JVuYaRDhSZeDbM0AkR7ohQSWYYVHJOdDJmHaR6K1yGt6QQLoncmPTglFcTg4lSG7v6"
    "lyPlkxUvsPgoEzpiPIQOcr0fhPRpZKVt5Xi1KwWj+uyucfshpXbd3KE1bFUtwIybGywrsI"
    "wKK1RD+mg9hhpoD9M9cN1Kvo2CDFnhp+lKmxOYzCq7ViNNHP5/UFsqBBocJrSP6kzZmZVT"
    "mT5cXH24+PhpvxpTTcKh9OaogbbkR+266Ep/wsgILPkAKhNoSUJnIMJ0QGSpsgHBPaHv8Q"
    "BjK2wWJ/vRmYEwmgJUoUSlioJIlJr1QhebiMv1YcEJrpIF3biZmhNJyQkdecKUkpUUneBr"
    "Kug9rmbl2xQr7BkFzChgfV/gjAJmFDCjgO1GaYBNBze7Nqe8GZJBKAtbD20x5+gZfF81Ok"
    "d/teYc/VX5HN1kLd78Omt0WqPTGp32MZ32M3d48KsoKFSlm6N1Oq2NzcaLuF2nnAZYwWqi"
    "bp0TzA6Av3XaXF1VUCcKiPMIRBkG9EUa1ZwnNp8HqH2OooQCksHPiTr3w1qGz/QxoU57QE"
    "EV9jHcVBdNtOjqiSTqRTBJwYLa98yKH6p/RSl5QW0OYERx8cSk6rxKrYtZgLnOv6uq0KtU"
    "qlhR0YY/4oqKUT5faHTjuoLYwr1lPnTrUP8uzpansitQF6BgfqAKReoOlY4eF3XEy6iaL9"
    "+RiQyEsCbnaijYkRqDrr0oGTxQHY5KDl9ilIEhenmdIVgjk+QO1lq/hRo9cRh1tQ3BoRbD"
    "x0Yp+xqnY8gngje5FowifyirulHkjSLf27IYwwR1b1Uwf6owMmW77wpzQtxn60lP0oK031"
    "vNnnoAe6qJexgub7PaXlsWF2kNp/vM6UiPb8vkDJlZpnvN4NTs0lrDzVGaz7jPXEZzV5vT"
    "qbh9j9WEjmdTW6hSjGbFMrjrS87ENPuuNtPY/Nz6G/nBKjP5jB5WpxUqS2fWpz6vT5pT04"
    "rc9/VWoiyNOdit+mLaeyUU6Ya3/m8sxr907Lufw8nfqBtS+0KdJZYOJ9Obo3WHk45qNqZR"
    "u43U+IQORoS7ZCGW6oQNnrHSZTk9dQBJ0Df3HSZed+LjQEzziunR0aZmYRp2e4UxihRDEx"
    "fk6UQfYU6eHd+4N+5Ee9QyPNC7g2UlrpUVF9h6ImOfW2pDvyPM5o6neuixywPJ7DkMaYWp"
    "2FFXISsWHJNJUjYcOnXgCyM2v2M4CpfoWzcuehOHvozPT7FsaOwczGHaMYpOw9EYsCM8AP"
    "0YPjy/EqEHY0IGKZB0znjVbESmq6g7QAJHFYS+q04WdbJ4fGC9u3DeWl5V0KvqfBGTvOev"
    "poM2p4/m9NGo4Ob0sZfsNaePP+npY59PxTZ//LjkwQJWjKryBGstCzm6fVsXel/L1pxDDn"
    "53NRX1tmb51ApZG3RTCgNwA4BjHbflHpAlM1tAiy0gowK3mNR5quGZzLZSeikxtbQTzTNE"
    "xubbHyOkzlBXZYFMctetMT+mbbqYHr8xR2Akgu5Gxe4ruyFmO1HO/twnuh6Bw9BMh278yh"
    "IYWjyA1ty2tVlOlXmsNbMVte1Q6px1JgWaMZ0dlNAyJOHeBymoqzEipu2zJNoXF92phKWz"
    "m79fkdYcxPf6g9KbaYd1M09puNxnLseySwt5JENiTOImablJWr5/cLeRtBw/8w2g+102Sl"
    "h+qMBmFsMaTPelh0tJVfagCkVc3xqt18TTRt1SFLCV8nhB/VoyGGfAZ5gMDxPt4bW5cguK"
    "XHEkKt3RI3UEPndJsBQZNyEZp+57RyZRNgEVva+JnsDtJZCgYNFYb692kMnniTEB+EaPP5"
    "TFahACqZGgtiSaWhwWU/XoEqrNrCS5Doyp5FFTScAeKpaq+tTccfs+Q7uRJWkbObmDBeb3"
    "GYd+hVWq/rwuT7U74I+2tfUWsu+dNHFGglb12fdOSu5IxjlmkPuucY7Zmu+GcT7dgjiz5y"
    "SgwwF1jZUtQmsDVqAPaU+HCeyjhqD8zKpOWlmxKGwA24/hA4YUXaQdDhTi/IrYL3Mbl5JZ"
    "NcUu0pujtSY31Wy8ZNOFEN2LA06iUDMd4qYQeyJVvYso8aZWk5+obJw+tCFTzN4At8Udc4"
    "klVAGLgEgah6JFvbxTHdgwr2SgLG34lDvm1davGKQ7jHoS/vPywOxnNBgvqd3+0D4lMxJ8"
    "7yT4nnj9/U79QMNcWvziW2uXPi/TaCMxxx7l/kgfLTgwe2F14xaZc1+uKbZTtjxC8+hvyW"
    "DiWFVOfmW6QtvDX/LMyYGxYPR0/TMnBztQtbMLYVNQszQG0FLtzniHaIFojshA2p+Qh2/a"
    "R6FK+IlvrRV+/EyjTgpfukulbhECIxzQ1wJ7V9RE6NILkjshKnEWmdlidndMMH8KdDDOem"
    "yoPCsoTbk04PeMTIXFWZLqBNTFG1fPH10LAYelmkPnns3QVSNpjOURVqBRapVR1ZRArROr"
    "VqDuSCZ0SXkgJyryIqrlwLUKqrO5rFhAnsZlK57IGzdOogIy3ShN84Lini4Dwd17HlD1zj"
    "abB8/OMbeMSj2DeQpdlXNGVbvQ5RgV+gQHgTUf6S3MzGPyLXY8iWpG2hz+wYGr6hJ4RVXG"
    "0PUwVIWH88Yad6Zd7k0BC8n/wRImAOgr7Ii7ZLoKEFF4zRt3gtej+hpReQoAU6MbxBxSxB"
    "oRTKijRg3dTm3q3jHrneZYXFwDbmDFi+aicTpjSvLwP4/Sz+YIUYtIXPYQjAN/FclSKB3D"
    "f+zBg29aAquS7yz6hKKZHq9wR6oxfBz4g/zp10/fPhHgqMVnAfl38iTi3hMUHsrD1TNMZ7"
    "op3os6wT8z0l5l0+L9QtKcwt2US/g7B0sWi02iELoOFs5h1hNtBzOqh1E9DnHfPzjVI7PO"
    "Nf2wMiRGmCu5KlGbVZ07NXVUSsj7fD7dyU3pbYPD6be1Z9Nvi0fT9Sl8ao79d562Z0euMp"
    "s/9Vf7P8rRbfDNEfV58vYG5owo2gLnPNXwEjVsIbc1aCZlhGvrMMfNd1eG+cW2gN1wDWbJ"
    "YHeyxvill/Gs9w4tkA1hyu7aRzSjkbUUxvOUJqK1z7J4RqHvIjxmyHco5ET2i5ayTk8c3U"
    "3J8+3nSNIWrBYQpxQG4kYQwwBYBcK1Ek7S3og4RRGnYOtts9MWSM1W2+et1vPFjCmnxfaM"
    "LtIaTveZ03sOYTgczppcIT3xBTC5QnaYK2SPwQz9XBoOOZbhigGSwKQ/Ml/qty/5tRSbjN"
    "b5t8io8fg+07qLo8sX5cMxW1AXxk0EdEmWPg8C5p7n0np6AnBHXwh0jogein+vyBLdL2wa"
    "unhITjBBfr3Pw4w6HoU+Y/+FUKUmNTk+zTH7Ia76g5BCjcS0JVE0WtxKkNYaP1KC3Vk/tm"
    "le2rABpLB3NJ2nBTIzTR8JT47g2oDY+SHT1WFC+3iAcn5y9UzklPWipmwiYsofkiyvOboe"
    "o3tv4ksLImXGVdqiK+KEMtCRsYAioe5KudiK8OeKfzWiohEVD0BUVMHsrd2v8lSbOf99/O"
    "s6YK8g9uBx4FqXiuw5SvM19fprsqkMxpiXtQOji7SG1b1mta773uF7ztCZs7w+c9ik/DfH"
    "eH0F1hzjmZT/fQe2LuV/kuZtTzaUgHlHVQYUvD5aaz2JW3SKPg+Y46GRJAlbxpLTo2xyfh"
    "UKTUlAbwk+6onEP+U7DDz/e4hKwESHI0cB0zC9glDq2GVlc1lQjEDHqgA+JvdhVv2hXXLW"
    "GK2pQnI1dnNsZ2wxh7gYDULgNBLSlkTPZHkrgVp7cJclMUd3FUd39RGxj8eO7D46tj2wnW"
    "JGzprkkT+rTyN/VsoiDxsXXY0tumrjcp8nMn73xbmr8VmI0G+PakJlYC3C6lPXEs64G7rV"
    "xAbkIsixGlGGdl3FlJRmCFFOuw6IleH0b5V5NtaEIackBvH2iMcab1cJI0vfY/x7EpiKlo"
    "gxvI+NFpaukJc6Mbg/hnvBCtNU3ysab4y6t9YgHsO1AYtthT//YSL8qPG2MMf65QUXenEe"
    "wKMqQ27m9mitPbfQsJNZN8o3AvxmtjLtqsScHhOY31My9i5KHBlllMTsojBfZOhHtl90om"
    "ESjbmrhv5xjydcLN1Pa66YVOvGonsQK9QgLLpyJryKfaeZQJUQD85Mtg1JKl2FW6lpBboe"
    "y6w91tV2nNambytWwQbcKOnK2ZqkK2flpCt7ruJ3ODO8TWXEaCedrtrCWiQ0yBpXL+PqtX"
    "dwt+HqlX7rG8D4NxZHgx7kqvB46FxxYcwBDKMgX75//twDs8GvGLmy3nTwaxTc0sh8kITC"
    "dK7KdsdWzNLlRMQci3MwN/BX70hczwNvqXIaqnTbPfNXhFvQhgcrVSuEPXcotwnoJjikNY"
    "5fmUFrHqmhP16tLW1mrAfGetD3rWAQ1gMjRm1JPm0b7mgSzbdJgF7aYRqfa5Uozcx95Ggr"
    "f4Lxo6db+d4OE+DHT7ZKs6xP0QkqJqRCMo1jRerF0TgopdsxFkPxcRJXKiczKtnzubAtZp"
    "1HB1jqXCsRRzG3g8SKa+uSg5lgAiM8HuASMgjhUX3QbYSchGBw6RxOXzURcqBVfRr0VyUx"
    "RxfuVb9agJynGlx1qJNGZx8na84+TspnHyoxQlugc0QG5yY4e1RKUB2t1tlgSoRDOEXd0q"
    "FeSZjfj5iZWvsrZM3cUUC9wJk7fegmdS4YtZJ42DjkCg2gKj6WLZkM0NjpBu/IhHlitpgQ"
    "n0tV/Zi5WLwXwAi9qHKvDEDhsUZECgKCK5mFIKj6MipGPAfxuDYe1sipRk41cup+5NS2G/"
    "vu9/TdyalbKdcDU/wfwm2FcZZmh7LT9+sPuxGfNm/0xI2sjPB7flsb7xZTDCbC7Q+np2dn"
    "b05fnL1+++rlmzev3r5IQt3Kt9bFvL2//AXD3nLYl+PglDhQhrwW76T97gA/2S7gm660mT"
    "WMVpaJfdSNsqKHIagCu3Co7IlecMF8Pqt0jYjurNUIaNqmgzoQXdqwfF67IFSK5xWrQTQZ"
    "+2vr2shqUC+HZ6qRNJUfMiRDFNNevWpkTny1xpz4qlS40vPaIBw1HyC6WzFtoSM0q6q79F"
    "9XX7/U+05HJEUNks8C8r/E5vIQ88CsARfBWL+ZFfetUV4fxA72vpn96/8Dn1Buug=="
)
