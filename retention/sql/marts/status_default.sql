-- What status words mean wherever nothing else is known (definitions, section 3). Grain: one word.
-- Columns: word (its key: lower case, е for ё, blanks for hyphens and underscores), meaning.
-- What only one platform means by a word stands in its record (ingest/platforms/).
with listed as (
    select *
    from (values
        ('counted', 'paid|partially refunded|completed|complete|processing|shipped|delivered|fulfilled|finished|done'),
        ('counted', 'partially shipped|partially fulfilled|dispatched|collected|picked up|payment accepted|captured'),
        ('counted', 'payment received|paid in full|success|successful|partial refund|partially returned'),
        ('counted', 'выполнен|выполнена|выполнено|доставлен|доставлена|доставлено|оплачен|оплачена|оплачено|завершен'),
        ('counted', 'завершена|завершено|отправлен|отправлена|отправлено|отгружен|отгружено|получен|получено|вручен'),
        ('counted', 'вручено|выдан|выдано|выдан покупателю|выдан клиенту|получен покупателем|получен клиентом|выкуплен'),
        ('counted', 'выкуплено|продан|реализован|успешно реализовано|успешно завершен|заказ выполнен|заказ доставлен'),
        ('counted', 'заказ оплачен|оплата получена|оплата прошла|частично возвращен|частичный возврат|выполнен частично'),
        ('counted', 'закрыт и реализован|доставлен покупателю|доставлен клиенту'),
        ('pending', 'pending|on hold|new|authorized|partially paid|awaiting payment|pending payment|payment pending'),
        ('pending', 'unpaid|not paid|payment review|manual verification required|suspected fraud|open|created|placed'),
        ('pending', 'in progress|awaiting processing|in transit|out for delivery|packed'),
        ('pending', 'ready for pickup|ready to ship|preorder'),
        ('pending', 'backordered|on backorder|waiting|queued|partial payment'),
        ('pending', 'новый|новая|новое|новый заказ|принят|принято|доставляется|недозвон|не дозвонились|перезвонить'),
        ('pending', 'в обработке|обрабатывается|обработка|ожидает оплаты|ожидание оплаты|ожидается оплата|не оплачен'),
        ('pending', 'ждет оплаты|не оплачено|не оплачена|частично оплачен|подтвержден|подтверждено|согласован'),
        ('pending', 'согласование|на согласовании|согласовано|в работе|комплектуется|на комплектации|собирается'),
        ('pending', 'на сборке|собран|сборка|упакован|готов к выдаче|готов к отправке|ожидает отправки|ожидает'),
        ('pending', 'передан в доставку|передан в службу доставки|передан курьеру|в пути|в доставке|у курьера'),
        ('pending', 'в пункте выдачи|ожидает в пункте выдачи|ожидает получения|готов к получению|предзаказ|резерв'),
        ('pending', 'зарезервирован|отложен|проверка|ожидание|создан|оформлен|принят в работу|ожидает подтверждения'),
        ('pending', 'доставка перенесена|ожидает поступления|ожидается поступление|к отправке|передано в доставку'),
        ('cancelled', 'cancelled|canceled|voided|failed|expired|declined|rejected|denied|payment error|payment failed'),
        ('cancelled', 'abandoned|undelivered|not delivered|will not deliver|not picked up|cancelled by customer'),
        ('cancelled', 'canceled by customer|cancelled by seller|reversed|fraud|unclaimed'),
        ('cancelled', 'отменен|отменена|отменено|отмена|отказ|отказ клиента|отказ покупателя|отказался|не выкуплен'),
        ('cancelled', 'не выкуплено|невыкуп|невыкуплен|не забран|не получен|не доставлен|не вручен|не вручено'),
        ('cancelled', 'аннулирован|аннулировано|отклонен|отклонено|отменен клиентом|отменен покупателем'),
        ('cancelled', 'отменен магазином|отменен продавцом|отменен пользователем|ошибка оплаты|оплата не прошла'),
        ('cancelled', 'закрыт и не реализован|закрыто и не реализовано|просрочен|удален|отказ от заказа'),
        ('cancelled', 'отказ при получении|истек срок хранения|снят'),
        ('refunded', 'refunded|fully refunded|refund|returned|return|charged back|chargeback|money back'),
        ('refunded', 'возврат|возвращен|возвращена|возвращено|возврат средств|возврат денег|деньги возвращены'),
        ('refunded', 'полный возврат|возврат товара|возврат оформлен|оформлен возврат|вернули'),
        ('test', 'test|draft|checkout draft|auto draft|trash|spam|duplicate'),
        ('test', 'тест|тестовый|тестовый заказ|черновик|спам|дубль|дубликат')
    ) as known (meaning, words)
),

words as (
    select unnest(string_split(words, '|')) as word, meaning from listed
)

select * from words
