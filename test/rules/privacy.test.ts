import { bankCard } from "../../server/src/core/rules/bank-card";
import { idNumber } from "../../server/src/core/rules/id-number";
import { mobileNumber } from "../../server/src/core/rules/mobile-number";
import { EXAMPLE } from "../../server/src/core/rules/support/example";
import { testRule } from "../testRule";

const S = "一、总体情况\n";
const ID = "这 18 位数字符合公民身份号码的规则，公布前应删去或遮盖。";

testRule(idNumber, {
  valid: [
    "",
    EXAMPLE,
    // The check digit is wrong, the birthday is none, it is part of an address or of a longer number.
    `${S}号码110101199003070119。\n`,
    `${S}号码110101199013070118。\n`,
    `${S}见https://gov.example.cn/a/110101199003070118.html。\n`,
    `${S}编号1101011990030701180001。\n`,
  ],
  invalid: [
    { text: `${S}代办人⟦110101199003070118⟧已登记。\n`, messages: [ID] },
    { text: `${S}代办人⟦11010519491231002X⟧和⟦11010519491231002x⟧。\n`, messages: [ID, ID] },
    {
      text: `${S}平稳。\n二、主动公开政府信息情况\n|甲|⟦１１０１０１１９９００３０７０１１８⟧|\n`,
      messages: [ID],
    },
  ],
});

const MOBILE = "这可能是个人手机号码，公布前应删去或遮盖。";

testRule(mobileNumber, {
  valid: [
    "",
    EXAMPLE,
    `${S}联系电话：13812345678，办公室0599-6612345，热线12345。\n`,
    `${S}见https://gov.example.cn/t/13812345678。编号138123456789，共12812345678元。\n`,
  ],
  invalid: [
    { text: `${S}走访了村民王某（⟦13812345678⟧）。\n`, messages: [MOBILE] },
    { text: `${S}已电话答复申请人李某⟦15912345678⟧。\n`, messages: [MOBILE] },
    { text: `${S}经办⟦１３８１２３４５６７８⟧。\n`, messages: [MOBILE] },
  ],
});

const CARD = (length: number) => `这 ${length} 位数字可能是银行卡号，公布前应删去或遮盖。`;

testRule(bankCard, {
  valid: [
    "",
    EXAMPLE,
    `${S}编号6222021234567890127。\n`,
    // It fits Luhn by chance; nothing says that it is a card.
    `${S}备案编号2024000000000008。\n`,
    `${S}代办人110101199003070118。\n`,
  ],
  invalid: [
    { text: `${S}已退至⟦6222021234567890128⟧。\n`, messages: [CARD(19)] },
    { text: `${S}卡号：⟦4111 1111 1111 1111⟧。\n`, messages: [CARD(16)] },
    { text: `${S}银行账号⟦2024000000000008⟧。\n`, messages: [CARD(16)] },
  ],
});
