-- What each status word means: the user's decisions before the defaults (definitions, section 3).
-- Grain: one word, lower case. Columns: word, meaning.
with defaults as (
    select *
    from (values
        ('paid', 'counted'), ('partially_refunded', 'counted'), ('partially refunded', 'counted'),
        ('completed', 'counted'), ('complete', 'counted'), ('processing', 'counted'), ('shipped', 'counted'),
        ('delivered', 'counted'), ('fulfilled', 'counted'), ('выполнен', 'counted'), ('доставлен', 'counted'),
        ('оплачен', 'counted'), ('завершен', 'counted'), ('завершён', 'counted'), ('отправлен', 'counted'),
        ('pending', 'pending'), ('on-hold', 'pending'), ('on hold', 'pending'), ('new', 'pending'),
        ('authorized', 'pending'), ('partially_paid', 'pending'), ('expired', 'cancelled'),
        ('новый', 'pending'), ('принят', 'pending'), ('доставляется', 'pending'), ('недозвон', 'pending'),
        ('voided', 'cancelled'), ('failed', 'cancelled'), ('cancelled', 'cancelled'), ('canceled', 'cancelled'),
        ('отменён', 'cancelled'), ('отменен', 'cancelled'), ('отказ', 'cancelled'), ('не выкуплен', 'cancelled'),
        ('refunded', 'refunded'), ('возврат', 'refunded'), ('возвращён', 'refunded'), ('возвращен', 'refunded'),
        ('test', 'test'), ('draft', 'test'), ('checkout-draft', 'test'), ('тест', 'test'), ('черновик', 'test'),
    ) as known (word, meaning)
),

decided as (
    select word, meaning from status_meaning
    union all
    select word, meaning from defaults where word not in (select word from status_meaning)
)

select * from decided
